// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @sum(
// CHECK: tensor.insert_slice %arg0 into
// CHECK: linalg.generic {{.*}}iterator_types = ["parallel", "parallel", "parallel", "reduction", "parallel", "reduction", "reduction", "parallel"]
// CHECK: tensor.collapse_shape {{.*}} into tensor<6x2x3x2xf32>
func.func @sum(%x: tensor<?x4x9x8xf32>, %g: tensor<?x6x5x10xf32>) -> tensor<6x2x3x2xf32> {
  %y = nn.conv2d_weight_gradient %x, %g kernel [3, 2] strides [2, 1] padding [1, 2, 2, 1] groups 2 : tensor<?x4x9x8xf32>, tensor<?x6x5x10xf32>
  return %y : tensor<6x2x3x2xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @bias(
// CHECK: linalg.generic {{.*}}iterator_types = ["reduction", "parallel"]
// CHECK-NOT: shape
func.func @bias(%x: tensor<?x4xf32>) -> tensor<4xf32> {
  %y = nn.sum_to %x : tensor<?x4xf32> -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// CHECK-LABEL: @ones(
// CHECK: linalg.generic {{.*}}iterator_types = ["reduction", "parallel", "reduction"]
// CHECK: tensor.expand_shape {{.*}} : tensor<3xf32> into tensor<3x1xf32>
func.func @ones(%x: tensor<?x3x4xf32>) -> tensor<3x1xf32> {
  %y = nn.sum_to %x : tensor<?x3x4xf32> -> tensor<3x1xf32>
  return %y : tensor<3x1xf32>
}

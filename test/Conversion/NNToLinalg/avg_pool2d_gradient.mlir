// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @spread(
// CHECK: tensor.insert_slice %arg0 into %{{.*}}[0, 0, 2, 1] [%{{.*}}, 2, 3, 4] [1, 1, 2, 2]
// CHECK: linalg.generic {{.*}}iterator_types = ["parallel", "parallel", "parallel", "parallel", "reduction", "reduction"]
// CHECK: arith.mulf
func.func @spread(%g: tensor<?x2x3x4xf32>) -> tensor<?x2x5x7xf32> {
  %y = nn.avg_pool2d_gradient %g size [5, 7] kernel [3, 2] strides [2, 2] padding [1, 1, 1, 0] : tensor<?x2x3x4xf32>
  return %y : tensor<?x2x5x7xf32>
}

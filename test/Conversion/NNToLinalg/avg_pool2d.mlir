// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @mean(
// CHECK: linalg.generic {{.*}}iterator_types = ["parallel", "parallel", "parallel", "parallel", "reduction", "reduction"]
// CHECK: %[[SHARE:.*]] = arith.constant 0.166666672 : f32
// CHECK: arith.mulf %{{.*}}, %[[SHARE]]
// CHECK: arith.addf
func.func @mean(%x: tensor<?x2x5x7xf32>) -> tensor<?x2x3x4xf32> {
  %y = nn.avg_pool2d %x kernel [3, 2] strides [2, 2] padding [1, 1, 1, 0] : tensor<?x2x5x7xf32>
  return %y : tensor<?x2x3x4xf32>
}

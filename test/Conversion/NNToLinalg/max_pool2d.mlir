// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @padded(
// CHECK: %[[LOWEST:.*]] = arith.constant 0xFF800000 : f32
// CHECK: linalg.fill ins(%[[LOWEST]]
// CHECK: tensor.insert_slice
// CHECK: linalg.generic {{.*}}iterator_types = ["parallel", "parallel", "parallel", "parallel", "reduction", "reduction"]
// CHECK: arith.maximumf
func.func @padded(%x: tensor<?x2x5x7xf32>) -> tensor<?x2x3x4xf32> {
  %y = nn.max_pool2d %x kernel [3, 2] strides [2, 2] padding [1, 1, 1, 0] : tensor<?x2x5x7xf32>
  return %y : tensor<?x2x3x4xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @largest(
// CHECK: linalg.generic
// CHECK: arith.maximumf
// CHECK: tensor.collapse_shape
func.func @largest(%x: tensor<?x2x3x4xf32>) -> tensor<?x2xf32> {
  %y = nn.global_max_pool %x : tensor<?x2x3x4xf32>
  return %y : tensor<?x2xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @cross_entropy_with_logits(
// CHECK: arith.cmpi eq
// CHECK: arith.negf
func.func @cross_entropy_with_logits(%p: tensor<?x4xf32>, %t: tensor<?xi64>) -> tensor<?xf32> {
  %l = nn.cross_entropy_with_logits %p, %t : tensor<?x4xf32>, tensor<?xi64>
  return %l : tensor<?xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// No exponential of something positive.
// CHECK-LABEL: @bce_with_logits(
// CHECK: arith.maximumf
// CHECK: math.absf
// CHECK: math.log1p
// CHECK: arith.addf
func.func @bce_with_logits(%p: tensor<?x4xf32>, %t: tensor<?x4xf32>) -> tensor<?xf32> {
  %l = nn.bce_with_logits %p, %t : tensor<?x4xf32>
  return %l : tensor<?xf32>
}

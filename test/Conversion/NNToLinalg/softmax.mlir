// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// The largest logit is taken off before the exponential.
// CHECK-LABEL: @softmax(
// CHECK: arith.maximumf
// CHECK: arith.subf
// CHECK: math.exp
// CHECK: arith.addf
// CHECK: arith.divf
// CHECK: return
func.func @softmax(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.softmax %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

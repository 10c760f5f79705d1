// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// The largest logit is taken off before the exponential.
// CHECK-LABEL: @log_softmax(
// CHECK: arith.maximumf
// CHECK: arith.subf
// CHECK: math.exp
// CHECK: arith.addf
// CHECK: math.log
// CHECK: arith.subf
func.func @log_softmax(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.log_softmax %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

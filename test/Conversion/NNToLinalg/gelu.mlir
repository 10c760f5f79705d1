// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @gelu(
// CHECK: linalg.generic
// CHECK: ^bb0(%[[X:.*]]: f32, %{{.*}}: f32):
// CHECK: %[[ERF:.*]] = math.erf
// CHECK: %[[HALF:.*]] = arith.mulf %[[X]]
// CHECK: %[[SHARE:.*]] = arith.addf %[[ERF]]
// CHECK: %[[Y:.*]] = arith.mulf %[[HALF]], %[[SHARE]] : f32
// CHECK: linalg.yield %[[Y]] : f32
func.func @gelu(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.gelu %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// CHECK-LABEL: @approximate(
// CHECK: math.tanh
// CHECK-NOT: math.erf
func.func @approximate(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.gelu %x approximate tanh : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

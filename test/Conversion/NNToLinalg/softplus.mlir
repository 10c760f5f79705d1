// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @softplus(
// CHECK: linalg.generic
// CHECK: ^bb0(%[[X:.*]]: f32, %{{.*}}: f32):
// CHECK: %[[ABS:.*]] = math.absf %[[X]]
// CHECK: %[[NEG:.*]] = arith.negf %[[ABS]]
// CHECK: %[[EXP:.*]] = math.exp %[[NEG]]
// CHECK: %[[TAIL:.*]] = math.log1p %[[EXP]]
// CHECK: %[[POSITIVE:.*]] = arith.maximumf %[[X]]
// CHECK: %[[Y:.*]] = arith.addf %[[POSITIVE]], %[[TAIL]] : f32
// CHECK: linalg.yield %[[Y]] : f32
func.func @softplus(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.softplus %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

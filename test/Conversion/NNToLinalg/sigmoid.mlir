// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @sigmoid(
// CHECK: linalg.generic
// CHECK: ^bb0(%[[X:.*]]: f32, %{{.*}}: f32):
// CHECK: %[[ONE:.*]] = arith.constant 1.000000e+00 : f32
// CHECK: %[[NEG:.*]] = arith.negf %[[X]]
// CHECK: %[[EXP:.*]] = math.exp %[[NEG]]
// CHECK: %[[SUM:.*]] = arith.addf %[[EXP]], %[[ONE]]
// CHECK: %[[Y:.*]] = arith.divf %[[ONE]], %[[SUM]] : f32
// CHECK: linalg.yield %[[Y]] : f32
func.func @sigmoid(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.sigmoid %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

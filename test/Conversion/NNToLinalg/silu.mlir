// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @silu(
// CHECK: linalg.generic
// CHECK: ^bb0(%[[X:.*]]: f32, %{{.*}}: f32):
// CHECK: %[[NEG:.*]] = arith.negf %[[X]]
// CHECK: %[[EXP:.*]] = math.exp %[[NEG]]
// CHECK: %[[SUM:.*]] = arith.addf %[[EXP]], %{{.*}}
// CHECK: %[[Y:.*]] = arith.divf %[[X]], %[[SUM]] : f32
// CHECK: linalg.yield %[[Y]] : f32
func.func @silu(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.silu %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

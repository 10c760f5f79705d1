// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @selu(
// CHECK: linalg.generic
// CHECK: ^bb0(%[[X:.*]]: f32, %{{.*}}: f32):
// CHECK: %[[EXP:.*]] = math.expm1 %[[X]] : f32
// CHECK: %[[BELOW:.*]] = arith.mulf %[[EXP]], %{{.*}} : f32
// CHECK: %[[ABOVE:.*]] = arith.mulf %[[X]], %{{.*}} : f32
// CHECK: %[[POSITIVE:.*]] = arith.cmpf ogt, %[[X]]
// CHECK: %[[Y:.*]] = arith.select %[[POSITIVE]], %[[ABOVE]], %[[BELOW]] : f32
// CHECK: linalg.yield %[[Y]] : f32
func.func @selu(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.selu %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

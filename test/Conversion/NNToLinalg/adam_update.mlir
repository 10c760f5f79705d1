// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// One loop nest; what all elements share is computed before it, in f64.
// CHECK-LABEL: @adam_update(
// CHECK-SAME: %[[W:.*]]: tensor<4xf32>, %[[G:.*]]: tensor<4xf32>, %[[M:.*]]: tensor<4xf32>, %[[V:.*]]: tensor<4xf32>, %[[RATE:.*]]: f64, %[[T:.*]]: i64
// CHECK: %[[STEP:.*]] = arith.sitofp %[[T]] : i64 to f64
// CHECK: math.powf %{{.*}}, %[[STEP]] : f64
// CHECK: %[[SIZE:.*]] = arith.truncf %{{.*}} : f64 to f32
// CHECK: %[[Y:.*]]:3 = linalg.generic {{.*}} ins(%[[W]], %[[G]], %[[M]], %[[V]] : {{.*}}) outs(
// CHECK-NOT: math.powf
// CHECK: math.sqrt
// CHECK: arith.divf
// CHECK: arith.mulf %{{.*}}, %[[SIZE]] : f32
// CHECK: return %[[Y]]#0, %[[Y]]#1, %[[Y]]#2
func.func @adam_update(%w: tensor<4xf32>, %g: tensor<4xf32>, %m: tensor<4xf32>, %v: tensor<4xf32>, %rate: f64, %t: i64) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %u, %a, %b = nn.adam_update %w, %g, %m, %v rate %rate step %t
    {beta1 = 0.9, beta2 = 0.999, epsilon = 1.0e-8, weight_decay = 0.0} : tensor<4xf32>, tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>, tensor<4xf32>
  return %u, %a, %b : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

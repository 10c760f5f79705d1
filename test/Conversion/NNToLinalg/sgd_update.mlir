// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @plain(
// CHECK-SAME: %[[RATE:[^ ]*]]: f64
// CHECK: %[[R:.*]] = arith.truncf %[[RATE]] : f64 to f32
// CHECK: ^bb0(%[[P:.*]]: f32, %[[G:.*]]: f32, %{{.*}}: f32):
// CHECK-NEXT: %[[CHANGE:.*]] = arith.mulf %[[G]], %[[R]] : f32
// CHECK-NEXT: %[[U:.*]] = arith.subf %[[P]], %[[CHANGE]] : f32
// CHECK-NEXT: linalg.yield %[[U]] : f32
func.func @plain(%w: tensor<4xf32>, %g: tensor<4xf32>, %rate: f64, %t: i64) -> tensor<4xf32> {
  %u = nn.sgd_update %w, %g rate %rate step %t {momentum = 0.0, weight_decay = 0.0} : tensor<4xf32>
  return %u : tensor<4xf32>
}

// CHECK-LABEL: @nesterov(
// CHECK: %[[Y:.*]]:2 = linalg.generic
// CHECK: ^bb0(%{{[^ ]*}}: f32, %{{[^ ]*}}: f32, %[[M:[^ ]*]]: f32
// CHECK: %[[KEPT:.*]] = arith.mulf %[[M]]
// CHECK: %[[BUFFER:.*]] = arith.addf %[[KEPT]]
// CHECK: arith.mulf %[[BUFFER]]
// CHECK: linalg.yield %{{.*}}, %[[BUFFER]] : f32, f32
func.func @nesterov(%w: tensor<4xf32>, %g: tensor<4xf32>, %m: tensor<4xf32>, %rate: f64, %t: i64) -> (tensor<4xf32>, tensor<4xf32>) {
  %u:2 = nn.sgd_update %w, %g, moments %m rate %rate step %t {momentum = 0.9, nesterov, weight_decay = 0.1} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>
  return %u#0, %u#1 : tensor<4xf32>, tensor<4xf32>
}

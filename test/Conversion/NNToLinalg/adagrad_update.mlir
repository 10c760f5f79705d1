// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @adagrad_update(
// CHECK: %[[Y:.*]]:2 = linalg.generic
// CHECK: math.sqrt
// CHECK: return %[[Y]]#0, %[[Y]]#1
func.func @adagrad_update(%w: tensor<4xf32>, %g: tensor<4xf32>, %m: tensor<4xf32>, %v: tensor<4xf32>, %rate: f64, %t: i64) -> (tensor<4xf32>, tensor<4xf32>) {
  %u, %a = nn.adagrad_update %w, %g, %m rate %rate step %t {epsilon = 1.0e-10, weight_decay = 0.0} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>
  return %u, %a : tensor<4xf32>, tensor<4xf32>
}

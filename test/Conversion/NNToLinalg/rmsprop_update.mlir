// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @rmsprop_update(
// CHECK: %[[Y:.*]]:3 = linalg.generic
// CHECK: math.sqrt
// CHECK: return %[[Y]]#0, %[[Y]]#1, %[[Y]]#2
func.func @rmsprop_update(%w: tensor<4xf32>, %g: tensor<4xf32>, %m: tensor<4xf32>, %v: tensor<4xf32>, %rate: f64, %t: i64) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %u, %a, %b = nn.rmsprop_update %w, %g, %m, moments %v rate %rate step %t
    {alpha = 0.99, epsilon = 1.0e-8, momentum = 0.9, weight_decay = 0.0} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>
  return %u, %a, %b : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

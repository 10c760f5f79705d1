// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @adagrad_update(
// CHECK: nn.adagrad_update %{{.*}}, %{{.*}}, %{{.*}} rate %{{.*}} step %{{.*}} {epsilon = 1.000000e-10 : f64, weight_decay = 0.000000e+00 : f64} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>{{$}}
func.func @adagrad_update(%w: tensor<4xf32>, %g: tensor<4xf32>, %m: tensor<4xf32>, %v: tensor<4xf32>, %rate: f64, %t: i64) {
  %u, %a = nn.adagrad_update %w, %g, %m rate %rate step %t {epsilon = 1.000000e-10 : f64, weight_decay = 0.000000e+00 : f64} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>
  return
}

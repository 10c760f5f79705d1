// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @sgd_update(
// CHECK: nn.sgd_update %{{.*}}, %{{.*}} rate %{{.*}} step %{{.*}} {momentum = 0.000000e+00 : f64, weight_decay = 0.000000e+00 : f64} : tensor<4xf32>{{$}}
func.func @sgd_update(%w: tensor<4xf32>, %g: tensor<4xf32>, %m: tensor<4xf32>, %v: tensor<4xf32>, %rate: f64, %t: i64) {
  %u = nn.sgd_update %w, %g rate %rate step %t {momentum = 0.000000e+00 : f64, weight_decay = 0.000000e+00 : f64} : tensor<4xf32>
  return
}

// CHECK-LABEL: @sgd_update_1(
// CHECK: nn.sgd_update %{{.*}}, %{{.*}}, moments %{{.*}} rate %{{.*}} step %{{.*}} {momentum = 9.000000e-01 : f64, nesterov, weight_decay = 0.000000e+00 : f64} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>{{$}}
func.func @sgd_update_1(%w: tensor<4xf32>, %g: tensor<4xf32>, %m: tensor<4xf32>, %v: tensor<4xf32>, %rate: f64, %t: i64) {
  %u:2 = nn.sgd_update %w, %g, moments %m rate %rate step %t {momentum = 9.000000e-01 : f64, nesterov, weight_decay = 0.000000e+00 : f64} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>
  return
}

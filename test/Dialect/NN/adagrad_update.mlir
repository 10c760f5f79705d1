// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @adagrad_update(
// CHECK: nn.adagrad_update %{{.*}}, %{{.*}}, %{{.*}} rate %{{.*}} step %{{.*}} {epsilon = 1.000000e-10 : f64, weight_decay = 0.000000e+00 : f64} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>{{$}}
func.func @adagrad_update(%w: tensor<4xf32>, %g: tensor<4xf32>, %m: tensor<4xf32>, %v: tensor<4xf32>, %rate: f64, %t: i64) {
  %u, %a = nn.adagrad_update %w, %g, %m rate %rate step %t {epsilon = 1.000000e-10 : f64, weight_decay = 0.000000e+00 : f64} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>
  return
}

// -----

func.func @adagrad_update_c1(%w: tensor<4xf32>, %m: tensor<2x2xf32>, %rate: f64, %t: i64) {
  // expected-error @+1 {{'nn.adagrad_update' op expected moments of the parameter's type 'tensor<4xf32>', found 'tensor<2x2xf32>'}}
  %u, %a = nn.adagrad_update %w, %w, %m rate %rate step %t {epsilon = 1.0e-10 : f64, weight_decay = 0.0 : f64} : tensor<4xf32>, tensor<2x2xf32> -> tensor<4xf32>
  return
}

// -----

func.func @adagrad_update_c1_result(%w: tensor<4xf32>, %m: tensor<4xf32>, %rate: f64, %t: i64) {
  // expected-error @+1 {{'nn.adagrad_update' op expected results of the parameter's type 'tensor<4xf32>', found 'tensor<4xf64>'}}
  %u, %a = nn.adagrad_update %w, %w, %m rate %rate step %t {epsilon = 1.0e-10 : f64, weight_decay = 0.0 : f64} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf64>
  return
}

// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @adam_update(
// CHECK: nn.adam_update %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} rate %{{.*}} step %{{.*}} {beta1 = 9.000000e-01 : f64, beta2 = 8.750000e-01 : f64, epsilon = 1.000000e-08 : f64, weight_decay = 0.000000e+00 : f64} : tensor<4xf32>, tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>, tensor<4xf32>{{$}}
func.func @adam_update(%w: tensor<4xf32>, %g: tensor<4xf32>, %m: tensor<4xf32>, %v: tensor<4xf32>, %rate: f64, %t: i64) {
  %u, %a, %b = nn.adam_update %w, %g, %m, %v rate %rate step %t {beta1 = 9.000000e-01 : f64, beta2 = 8.750000e-01 : f64, epsilon = 1.000000e-08 : f64, weight_decay = 0.000000e+00 : f64} : tensor<4xf32>, tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>, tensor<4xf32>
  return
}

// -----

func.func @adam_update_c1(%w: tensor<4xf32>, %m: tensor<4xf64>, %v: tensor<4xf32>, %rate: f64, %t: i64) {
  // expected-error @+1 {{'nn.adam_update' op expected moments of the parameter's type 'tensor<4xf32>', found 'tensor<4xf64>'}}
  %u, %a, %b = nn.adam_update %w, %w, %m, %v rate %rate step %t {beta1 = 0.9 : f64, beta2 = 0.875 : f64, epsilon = 1.0e-8 : f64, weight_decay = 0.0 : f64} : tensor<4xf32>, tensor<4xf64>, tensor<4xf32> -> tensor<4xf32>, tensor<4xf32>
  return
}

// -----

func.func @adam_update_c1_shape(%w: tensor<4xf32>, %m: tensor<4xf32>, %v: tensor<5xf32>, %rate: f64, %t: i64) {
  // expected-error @+1 {{'nn.adam_update' op expected moments of the parameter's type 'tensor<4xf32>', found 'tensor<5xf32>'}}
  %u, %a, %b = nn.adam_update %w, %w, %m, %v rate %rate step %t {beta1 = 0.9 : f64, beta2 = 0.875 : f64, epsilon = 1.0e-8 : f64, weight_decay = 0.0 : f64} : tensor<4xf32>, tensor<4xf32>, tensor<5xf32> -> tensor<4xf32>, tensor<5xf32>
  return
}

// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @rmsprop_update(
// CHECK: nn.rmsprop_update %{{.*}}, %{{.*}}, %{{.*}} rate %{{.*}} step %{{.*}} {alpha = 7.500000e-01 : f64, epsilon = 1.000000e-08 : f64, momentum = 0.000000e+00 : f64, weight_decay = 0.000000e+00 : f64} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>{{$}}
func.func @rmsprop_update(%w: tensor<4xf32>, %g: tensor<4xf32>, %m: tensor<4xf32>, %v: tensor<4xf32>, %rate: f64, %t: i64) {
  %u, %a = nn.rmsprop_update %w, %g, %m rate %rate step %t {alpha = 7.500000e-01 : f64, epsilon = 1.000000e-08 : f64, momentum = 0.000000e+00 : f64, weight_decay = 0.000000e+00 : f64} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>
  return
}

// CHECK-LABEL: @rmsprop_update_1(
// CHECK: nn.rmsprop_update %{{.*}}, %{{.*}}, %{{.*}}, moments %{{.*}} rate %{{.*}} step %{{.*}} {alpha = 7.500000e-01 : f64, epsilon = 1.000000e-08 : f64, momentum = 9.000000e-01 : f64, weight_decay = 0.000000e+00 : f64} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>{{$}}
func.func @rmsprop_update_1(%w: tensor<4xf32>, %g: tensor<4xf32>, %m: tensor<4xf32>, %v: tensor<4xf32>, %rate: f64, %t: i64) {
  %u, %a, %b = nn.rmsprop_update %w, %g, %m, moments %v rate %rate step %t {alpha = 7.500000e-01 : f64, epsilon = 1.000000e-08 : f64, momentum = 9.000000e-01 : f64, weight_decay = 0.000000e+00 : f64} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>
  return
}

// -----

func.func @rmsprop_update_c1(%w: tensor<4xf32>, %m: tensor<3xf32>, %rate: f64, %t: i64) {
  // expected-error @+1 {{'nn.rmsprop_update' op expected moments of the parameter's type 'tensor<4xf32>', found 'tensor<3xf32>'}}
  %u, %a = nn.rmsprop_update %w, %w, %m rate %rate step %t {alpha = 0.75 : f64, epsilon = 1.0e-8 : f64, momentum = 0.0 : f64, weight_decay = 0.0 : f64} : tensor<4xf32>, tensor<3xf32> -> tensor<4xf32>
  return
}

// -----

func.func @rmsprop_update_c2(%w: tensor<4xf32>, %m: tensor<4xf32>, %v: tensor<4xf32>, %rate: f64, %t: i64) {
  // expected-error @+1 {{'nn.rmsprop_update' op expected 2 new moments, as many as moments, found 3}}
  %u, %a, %b:2 = nn.rmsprop_update %w, %w, %m, moments %v rate %rate step %t {alpha = 0.75 : f64, epsilon = 1.0e-8 : f64, momentum = 0.9 : f64, weight_decay = 0.0 : f64} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>, tensor<4xf32>
  return
}

// -----

func.func @rmsprop_update_c3(%w: tensor<4xf32>, %m: tensor<4xf32>, %rate: f64, %t: i64) {
  // expected-error @+1 {{'nn.rmsprop_update' op expected one momentum buffer with momentum = 9.000000e-01, found 0}}
  %u, %a = nn.rmsprop_update %w, %w, %m rate %rate step %t {alpha = 0.75 : f64, epsilon = 1.0e-8 : f64, momentum = 0.9 : f64, weight_decay = 0.0 : f64} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>
  return
}

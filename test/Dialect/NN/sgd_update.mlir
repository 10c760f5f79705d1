// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

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

// -----

func.func @sgd_update_c1(%w: tensor<4xf32>, %m: tensor<4x1xf32>, %rate: f64, %t: i64) {
  // expected-error @+1 {{'nn.sgd_update' op expected moments of the parameter's type 'tensor<4xf32>', found 'tensor<4x1xf32>'}}
  %u:2 = nn.sgd_update %w, %w, moments %m rate %rate step %t {momentum = 0.9 : f64, weight_decay = 0.0 : f64} : tensor<4xf32>, tensor<4x1xf32> -> tensor<4xf32>
  return
}

// -----

func.func @sgd_update_c2(%w: tensor<4xf32>, %m: tensor<4xf32>, %rate: f64, %t: i64) {
  // expected-error @+1 {{'nn.sgd_update' op expected 1 new moments, as many as moments, found 2}}
  %u:3 = nn.sgd_update %w, %w, moments %m rate %rate step %t {momentum = 0.9 : f64, weight_decay = 0.0 : f64} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>, tensor<4xf32>
  return
}

// -----

func.func @sgd_update_c3(%w: tensor<4xf32>, %rate: f64, %t: i64) {
  // expected-error @+1 {{'nn.sgd_update' op expected one momentum buffer with momentum = 9.000000e-01, found 0}}
  %u = nn.sgd_update %w, %w rate %rate step %t {momentum = 0.9 : f64, weight_decay = 0.0 : f64} : tensor<4xf32>
  return
}

// -----

func.func @sgd_update_c3_none(%w: tensor<4xf32>, %m: tensor<4xf32>, %rate: f64, %t: i64) {
  // expected-error @+1 {{'nn.sgd_update' op expected no momentum buffer with momentum = 0.000000e+00, found 1}}
  %u:2 = nn.sgd_update %w, %w, moments %m rate %rate step %t {momentum = 0.0 : f64, weight_decay = 0.0 : f64} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>
  return
}

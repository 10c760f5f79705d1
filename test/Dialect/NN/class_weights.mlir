// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @class_weights(
// CHECK: nn.class_weights %{{.*}}, [5.000000e-01, 2.000000e+00] of f32 : tensor<?xi64>{{$}}
func.func @class_weights(%class: tensor<?xi64>) {
  %w = nn.class_weights %class, [0.5, 2.0] of f32 : tensor<?xi64>
  return
}

// -----

func.func @class_weights_c1(%class: tensor<?x3xi64>) {
  // expected-error @+1 {{'nn.class_weights' op expected an index a sample, such as tensor<?xi64>, found 'tensor<?x3xi64>'}}
  %w = nn.class_weights %class, [0.5, 2.0] of f32 : tensor<?x3xi64>
  return
}

// -----

func.func @class_weights_c2_none(%class: tensor<?xi64>) {
  // expected-error @+1 {{'nn.class_weights' op expected a weight for each class, found none}}
  %w = nn.class_weights %class, [] of f32 : tensor<?xi64>
  return
}

// -----

func.func @class_weights_c2(%class: tensor<?xi64>) {
  // expected-error @+1 {{'nn.class_weights' op expected weights of 0 or more, found -2.000000e+00 for class 1}}
  %w = nn.class_weights %class, [0.5, -2.0] of f32 : tensor<?xi64>
  return
}

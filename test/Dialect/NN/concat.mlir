// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @concat(
// CHECK: nn.concat %{{.*}}, %{{.*}} dim 1 : tensor<?x4xf32>, tensor<?x2xf32>{{$}}
func.func @concat(%x: tensor<?x4xf32>, %y: tensor<?x2xf32>) {
  %xy = nn.concat %x, %y dim 1 : tensor<?x4xf32>, tensor<?x2xf32>
  return
}

// -----

func.func @concat_c1() {
  // expected-error @+2 {{'nn.concat' op expected at least one tensor}}
  // expected-error @+1 {{'nn.concat' op failed to infer returned types}}
  %y = "nn.concat"() {dim = 1 : i64} : () -> tensor<?x4xf32>
  return
}

// -----

func.func @concat_c2(%x: tensor<?x4xf32>, %y: tensor<2x2xf32>) {
  // expected-error @+1 {{'nn.concat' op expected shapes that agree but for dim 1, found 'tensor<?x4xf32>' and 'tensor<2x2xf32>'}}
  %z = nn.concat %x, %y dim 1 : tensor<?x4xf32>, tensor<2x2xf32>
  return
}

// -----

func.func @concat_c3(%x: tensor<?x4xf32>, %y: tensor<?x2xf32>) {
  // expected-error @+1 {{'nn.concat' op expected a dimension with a fixed size, found dim 0 of 'tensor<?x4xf32>'}}
  %z = nn.concat %x, %y dim 0 : tensor<?x4xf32>, tensor<?x2xf32>
  return
}

// -----

func.func @concat_c3_behind(%x: tensor<2x4xf32>, %y: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.concat' op expected shapes that agree but for dim 0, found 'tensor<2x4xf32>' and 'tensor<?x4xf32>'}}
  %z = nn.concat %x, %y dim 0 : tensor<2x4xf32>, tensor<?x4xf32>
  return
}

// -----

func.func @concat_overflow(%x: tensor<?x9223372036854775807xf32>) {
  // expected-error @+1 {{'nn.concat' op gives dim 1 a size that overflows}}
  %z = nn.concat %x, %x dim 1 : tensor<?x9223372036854775807xf32>, tensor<?x9223372036854775807xf32>
  return
}

// -----

func.func @concat_too_large(%x: tensor<?x549755813889xf32>) {
  // expected-error @+1 {{'nn.concat' op gives 'tensor<?x1099511627778xf32>', which has more than 2^40 elements a sample}}
  %z = nn.concat %x, %x dim 1 : tensor<?x549755813889xf32>, tensor<?x549755813889xf32>
  return
}

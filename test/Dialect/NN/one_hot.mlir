// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @one_hot(
// CHECK: nn.one_hot %{{.*}} like %{{.*}} : tensor<?xi64>, tensor<?x10xf32>{{$}}
func.func @one_hot(%i: tensor<?xi64>, %like: tensor<?x10xf32>) {
  %y = nn.one_hot %i like %like : tensor<?xi64>, tensor<?x10xf32>
  return
}

// -----

func.func @one_hot_c1(%i: tensor<?x10xi32>, %like: tensor<?x10xf32>) {
  // expected-error @+1 {{'nn.one_hot' op expected indices of the shape of 'tensor<?x10xf32>' without its last dimension, found 'tensor<?x10xi32>'}}
  %y = nn.one_hot %i like %like : tensor<?x10xi32>, tensor<?x10xf32>
  return
}

// -----

// CHECK-LABEL: @one_hot_classes(
// CHECK: nn.one_hot %{{.*}} classes 10 of f32 : tensor<?xi64>{{$}}
func.func @one_hot_classes(%i: tensor<?xi64>) -> tensor<?x10xf32> {
  %z = nn.one_hot %i classes 10 of f32 : tensor<?xi64>
  return %z : tensor<?x10xf32>
}

// -----

func.func @one_hot_c2(%i: tensor<?xi64>) {
  // expected-error @+1 {{'nn.one_hot' op expected either `like` a tensor or `classes` and their type, such as `classes 10 of f32`}}
  %y = nn.one_hot %i : tensor<?xi64>
  return
}

// -----

func.func @one_hot_c2_both(%i: tensor<?xi64>, %like: tensor<?x10xf32>) {
  // expected-error @+1 {{'nn.one_hot' op expected either `like` a tensor or `classes` and their type, such as `classes 10 of f32`}}
  %y = nn.one_hot %i like %like classes 10 of f32 : tensor<?xi64>, tensor<?x10xf32>
  return
}

// -----

func.func @one_hot_c2_positive(%i: tensor<?xi64>) {
  // expected-error @+1 {{'nn.one_hot' op expected 1 class or more, found 0}}
  %y = nn.one_hot %i classes 0 of f32 : tensor<?xi64>
  return
}

// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @jacobian_norm(
// CHECK: nn.jacobian_norm %{{.*}} wrt %{{.*}} : tensor<?x2xf32>, tensor<?x4xf32>{{$}}
func.func @jacobian_norm(%z: tensor<?x2xf32>, %x: tensor<?x4xf32>) {
  %p = nn.jacobian_norm %z wrt %x : tensor<?x2xf32>, tensor<?x4xf32>
  return
}

// -----

func.func @jacobian_norm_c1(%z: tensor<?x2xf32>, %w: tensor<2x4xf32>) {
  // expected-error @+1 {{'nn.jacobian_norm' op expected tensors led by the batch, found 'tensor<?x2xf32>' and 'tensor<2x4xf32>'}}
  %p = nn.jacobian_norm %z wrt %w : tensor<?x2xf32>, tensor<2x4xf32>
  return
}

// -----

func.func @jacobian_norm_c2(%z: tensor<?x1000x5xf32>, %x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.jacobian_norm' op expected a value of 4096 elements a sample at most, found 'tensor<?x1000x5xf32>'}}
  %p = nn.jacobian_norm %z wrt %x : tensor<?x1000x5xf32>, tensor<?x4xf32>
  return
}

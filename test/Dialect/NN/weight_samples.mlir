// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @weight_samples(
// CHECK: nn.weight_samples %{{.*}}, %{{.*}} : tensor<?xf32>{{$}}
func.func @weight_samples(%mse: tensor<?xf32>, %w: tensor<?xf32>) {
  %l = nn.weight_samples %mse, %w : tensor<?xf32>
  return
}

// -----

func.func @weight_samples_c1(%l: tensor<?xf32>, %w: tensor<?x1xf32>) {
  // expected-error @+1 {{'nn.weight_samples' op expected a loss and a weight a sample, such as tensor<?xf32>, found 'tensor<?xf32>' and 'tensor<?x1xf32>'}}
  %y = nn.weight_samples %l, %w : tensor<?xf32>, tensor<?x1xf32>
  return
}

// -----

func.func @weight_samples_c1_scalar(%l: tensor<f32>) {
  // expected-error @+1 {{'nn.weight_samples' op expected a loss and a weight a sample, such as tensor<?xf32>, found 'tensor<f32>' and 'tensor<f32>'}}
  %y = nn.weight_samples %l, %l : tensor<f32>
  return
}

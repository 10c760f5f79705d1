// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @kl_sparsity(
// CHECK: nn.kl_sparsity %{{.*}} target 5.000000e-02 : tensor<?x4xf32>{{$}}
func.func @kl_sparsity(%x: tensor<?x4xf32>) {
  %l = nn.kl_sparsity %x target 5.000000e-02 : tensor<?x4xf32>
  // CHECK: nn.kl_sparsity %{{.*}} target 5.000000e-02 reduce mean : tensor<?x4xf32>{{$}}
  %m = nn.kl_sparsity %x target 5.000000e-02 reduce mean : tensor<?x4xf32>
  return
}

// -----

func.func @kl_sparsity_c1(%x: tensor<4x4xf32>) {
  // expected-error @+1 {{'nn.kl_sparsity' op expected activations of shape [batch, features], found 'tensor<4x4xf32>'}}
  %l = nn.kl_sparsity %x target 5.0e-02 : tensor<4x4xf32>
  return
}

// -----

func.func @kl_sparsity_c2(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.kl_sparsity' op expected a target between 0 and 1, found 1.000000e+00}}
  %l = nn.kl_sparsity %x target 1.0 : tensor<?x4xf32>
  return
}

// -----

func.func @kl_sparsity_c3(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.kl_sparsity' op expected reduce sum or mean: the batch is averaged already}}
  %l = nn.kl_sparsity %x target 0.05 reduce batch_mean : tensor<?x4xf32>
  return
}

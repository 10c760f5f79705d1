// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @gradient_penalty(
// CHECK: nn.gradient_penalty %{{.*}} target 1.000000e+00 : tensor<?x4xf32>{{$}}
func.func @gradient_penalty(%g: tensor<?x4xf32>) {
  %p = nn.gradient_penalty %g target 1.0 : tensor<?x4xf32>
  return
}

// -----

func.func @gradient_penalty_c1(%g: tensor<4xf32>) {
  // expected-error @+1 {{'nn.gradient_penalty' op expected a gradient led by the batch, found 'tensor<4xf32>'}}
  %p = nn.gradient_penalty %g target 1.0 : tensor<4xf32>
  return
}

// -----

func.func @gradient_penalty_c2(%g: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.gradient_penalty' op expected a target of 0 or more, since no norm is negative, found -1.000000e+00}}
  %p = nn.gradient_penalty %g target -1.0 : tensor<?x4xf32>
  return
}

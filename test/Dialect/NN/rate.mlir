// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @rate(
// CHECK: nn.rate %{{.*}}, %{{.*}}, %{{.*}} step 1.000000e+00 : tensor<?x8xf32>, tensor<8xf32>, tensor<8xf32>
func.func @rate(%z: tensor<?x8xf32>, %location: tensor<8xf32>, %log_scale: tensor<8xf32>) -> tensor<?xf32> {
  %bits = nn.rate %z, %location, %log_scale step 1.000000e+00 : tensor<?x8xf32>, tensor<8xf32>, tensor<8xf32>
  return %bits : tensor<?xf32>
}

// -----

func.func @rate_c1(%z: tensor<8xf32>) {
  // expected-error @+1 {{'nn.rate' op expected an input with a batch that location and scale repeat to, found 'tensor<8xf32>'}}
  %bits = nn.rate %z, %z, %z step 1.0 : tensor<8xf32>
  return
}

// -----

func.func @rate_c1_larger(%z: tensor<?x1xf32>, %s: tensor<8xf32>) {
  // expected-error @+1 {{'nn.rate' op expected an input with a batch that location and scale repeat to, found 'tensor<?x1xf32>'}}
  %bits = nn.rate %z, %s, %s step 1.0 : tensor<?x1xf32>, tensor<8xf32>, tensor<8xf32>
  return
}

// -----

func.func @rate_c2(%z: tensor<?x8xf32>, %s: tensor<8xf32>) {
  // expected-error @+1 {{'nn.rate' op expected a step above 0, found -1.000000e+00}}
  %bits = nn.rate %z, %s, %s step -1.0 : tensor<?x8xf32>, tensor<8xf32>, tensor<8xf32>
  return
}

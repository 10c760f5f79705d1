// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @repeat_vector(
// CHECK: nn.repeat_vector %{{.*}}, 28 : tensor<?x8xf32>
func.func @repeat_vector(%z: tensor<?x8xf32>) {
  %s = nn.repeat_vector %z, 28 : tensor<?x8xf32>
  return
}

// -----

func.func @repeat_vector_c1(%z: tensor<?x2x8xf32>) {
  // expected-error @+1 {{'nn.repeat_vector' op expected an input of rank 2, found 'tensor<?x2x8xf32>'; nn.flatten makes one of it}}
  %s = nn.repeat_vector %z, 28 : tensor<?x2x8xf32>
  return
}

// -----

func.func @repeat_vector_c2(%z: tensor<?x8xf32>) {
  // expected-error @+1 {{'nn.repeat_vector' op expected a positive number of steps, found 0}}
  %s = nn.repeat_vector %z, 0 : tensor<?x8xf32>
  return
}

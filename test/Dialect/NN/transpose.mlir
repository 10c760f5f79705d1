// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @transpose(
// CHECK: nn.transpose %{{.*}}, [0, 2, 1] : tensor<?x3x28xf32>{{$}}
func.func @transpose(%x: tensor<?x3x28xf32>) {
  %y = nn.transpose %x, [0, 2, 1] : tensor<?x3x28xf32>
  return
}

// -----

func.func @transpose_c1(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.transpose' op expected a permutation of the 2 dimensions of 'tensor<?x4xf32>'}}
  %y = nn.transpose %x, [1, 1] : tensor<?x4xf32>
  return
}

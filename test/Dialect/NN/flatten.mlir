// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @flatten(
// CHECK: nn.flatten %{{.*}} : tensor<?x3x28x28xf32>{{$}}
func.func @flatten(%x: tensor<?x3x28x28xf32>) {
  %y = nn.flatten %x : tensor<?x3x28x28xf32>
  return
}

// -----

func.func @flatten_c1(%x: tensor<?xf32>) {
  // expected-error @+1 {{'nn.flatten' op expected an input of rank 2 or more, found 'tensor<?xf32>'}}
  %y = nn.flatten %x : tensor<?xf32>
  return
}

// -----

func.func @flatten_too_large(%x: tensor<?x4294967296x4294967296xf32>) {
  // expected-error @+1 {{'nn.flatten' op gives 'tensor<?x4294967296x4294967296xf32>', which has more than 2^40 elements a sample}}
  %y = nn.flatten %x : tensor<?x4294967296x4294967296xf32>
  return
}

// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @sum(
// CHECK: nn.sum %{{.*}} dims [1] : tensor<?x4xf32>{{$}}
func.func @sum(%x: tensor<?x4xf32>) {
  %s = nn.sum %x dims [1] : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @sum_1(
// CHECK: nn.sum %{{.*}} dims [0, 1] keep : tensor<?x4xf32>{{$}}
func.func @sum_1(%x: tensor<?x4xf32>) {
  %s = nn.sum %x dims [0, 1] keep : tensor<?x4xf32>
  return
}

// -----

func.func @reduce_c1(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.sum' op reduces dimension 2 of 'tensor<?x4xf32>', which has dimensions 0 to 1}}
  %s = nn.sum %x dims [2] : tensor<?x4xf32>
  return
}

// -----

func.func @reduce_c1_twice(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.sum' op names dimension 1 twice}}
  %s = nn.sum %x dims [1, 1] : tensor<?x4xf32>
  return
}

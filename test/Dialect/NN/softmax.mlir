// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @softmax(
// CHECK: nn.softmax %{{.*}} : tensor<?x4xf32>{{$}}
func.func @softmax(%x: tensor<?x4xf32>) {
  %y = nn.softmax %x : tensor<?x4xf32>
  return
}

// -----

func.func @softmax_c1(%x: tensor<f32>) {
  // expected-error @+1 {{'nn.softmax' op expected an input of rank 1 or more, found 'tensor<f32>'}}
  %y = nn.softmax %x : tensor<f32>
  return
}

// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @log_softmax(
// CHECK: nn.log_softmax %{{.*}} : tensor<?x4xf32>{{$}}
func.func @log_softmax(%x: tensor<?x4xf32>) {
  %y = nn.log_softmax %x : tensor<?x4xf32>
  return
}

// -----

func.func @log_softmax_c1(%x: tensor<f32>) {
  // expected-error @+1 {{'nn.log_softmax' op expected an input of rank 1 or more, found 'tensor<f32>'}}
  %y = nn.log_softmax %x : tensor<f32>
  return
}

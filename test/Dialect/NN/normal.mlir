// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @normal(
// CHECK: nn.normal like %{{.*}} seed %{{.*}} step %{{.*}} stream 0 across_calls : tensor<?x4xf32> -> tensor<?x20xf32>{{$}}
func.func @normal(%x: tensor<?x4xf32>, %seed: i64, %step: i64) -> tensor<?x20xf32> {
  %n = nn.normal like %x seed %seed step %step stream 0 across_calls : tensor<?x4xf32> -> tensor<?x20xf32>
  return %n : tensor<?x20xf32>
}

// -----

func.func @normal_c1(%x: tensor<4xf32>, %seed: i64, %step: i64) {
  // expected-error@+1 {{'nn.normal' op draws for a batch and expected `like` to have it, found 'tensor<4xf32>'}}
  %u = nn.normal like %x seed %seed step %step stream 0 : tensor<4xf32> -> tensor<?x4xf32>
  return
}

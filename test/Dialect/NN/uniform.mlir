// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @uniform(
// CHECK: nn.uniform like %{{.*}} seed %{{.*}} step %{{.*}} stream 3 : tensor<?x4xf32> -> tensor<?x4xf32>{{$}}
func.func @uniform(%x: tensor<?x4xf32>, %seed: i64, %step: i64) -> tensor<?x4xf32> {
  %u = nn.uniform like %x seed %seed step %step stream 3 : tensor<?x4xf32> -> tensor<?x4xf32>
  return %u : tensor<?x4xf32>
}

// -----

func.func @uniform_c1(%x: tensor<4xf32>, %seed: i64, %step: i64) {
  // expected-error@+1 {{'nn.uniform' op draws for a batch and expected `like` to have it, found 'tensor<4xf32>'}}
  %u = nn.uniform like %x seed %seed step %step stream 0 : tensor<4xf32> -> tensor<?x4xf32>
  return
}

// -----

func.func @negative_stream(%x: tensor<4xf32>, %seed: i64, %step: i64) {
  // expected-error@+1 {{'nn.uniform' op attribute 'stream' failed to satisfy constraint: 64-bit signless integer attribute whose value is non-negative}}
  %u = nn.uniform like %x seed %seed step %step stream -1 : tensor<4xf32> -> tensor<4xf32>
  return
}

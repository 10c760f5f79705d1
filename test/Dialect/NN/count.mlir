// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @count(
// CHECK: nn.count %{{.*}} dims [0, 1] : tensor<?x4xf32>{{$}}
func.func @count(%x: tensor<?x4xf32>) {
  %n = nn.count %x dims [0, 1] : tensor<?x4xf32>
  return
}

// -----

func.func @count_c1(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.count' op counts dimension 2 of 'tensor<?x4xf32>'}}
  %n = nn.count %x dims [2] : tensor<?x4xf32>
  return
}

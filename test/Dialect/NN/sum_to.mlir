// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @sum_to(
// CHECK: nn.sum_to %{{.*}} : tensor<?x4xf32> -> tensor<4xf32>{{$}}
func.func @sum_to(%x: tensor<?x4xf32>) {
  %y = nn.sum_to %x : tensor<?x4xf32> -> tensor<4xf32>
  return
}

// CHECK-LABEL: @sum_to_1(
// CHECK: nn.sum_to %{{.*}} : tensor<?x4xf32> -> tensor<?x1xf32>{{$}}
func.func @sum_to_1(%x: tensor<?x4xf32>) {
  %y = nn.sum_to %x : tensor<?x4xf32> -> tensor<?x1xf32>
  return
}

// -----

func.func @sum_to_c1(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.sum_to' op expected a result that broadcasts to 'tensor<?x4xf32>', found 'tensor<3xf32>'}}
  %y = nn.sum_to %x : tensor<?x4xf32> -> tensor<3xf32>
  return
}

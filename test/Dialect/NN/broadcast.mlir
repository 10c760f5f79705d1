// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @broadcast(
// CHECK: nn.broadcast %{{.*}} like %{{.*}} dims [1] : tensor<4xf32>, tensor<?x4x3xf32>{{$}}
func.func @broadcast(%x: tensor<4xf32>, %like: tensor<?x4x3xf32>) {
  %y = nn.broadcast %x like %like dims [1] : tensor<4xf32>, tensor<?x4x3xf32>
  return
}

// CHECK-LABEL: @broadcast_1(
// CHECK: nn.broadcast %{{.*}} like %{{.*}} dims [0, 1] : tensor<?x1xf32>, tensor<?x4xi32>{{$}}
func.func @broadcast_1(%x: tensor<?x1xf32>, %like: tensor<?x4xi32>) {
  %y = nn.broadcast %x like %like dims [0, 1] : tensor<?x1xf32>, tensor<?x4xi32>
  return
}

// -----

func.func @broadcast_c1(%x: tensor<4xf32>, %like: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.broadcast' op expected 1 entries of dims, found 2}}
  %y = nn.broadcast %x like %like dims [0, 1] : tensor<4xf32>, tensor<?x4xf32>
  return
}

// -----

func.func @broadcast_c1_order(%x: tensor<4x1xf32>, %like: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.broadcast' op expected dims that grow below 2, found 0}}
  %y = nn.broadcast %x like %like dims [1, 0] : tensor<4x1xf32>, tensor<?x4xf32>
  return
}

// -----

func.func @broadcast_c2(%x: tensor<3xf32>, %like: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.broadcast' op cannot repeat 'tensor<3xf32>' along dimension 1 of 'tensor<?x4xf32>'}}
  %y = nn.broadcast %x like %like dims [1] : tensor<3xf32>, tensor<?x4xf32>
  return
}

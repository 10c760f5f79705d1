// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @max(
// CHECK: nn.max %{{.*}} dims [1] : tensor<?x4xf32>{{$}}
func.func @max(%x: tensor<?x4xf32>) {
  %s = nn.max %x dims [1] : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @max_1(
// CHECK: nn.max %{{.*}} dims [0, 1] keep : tensor<?x4xf32>{{$}}
func.func @max_1(%x: tensor<?x4xf32>) {
  %s = nn.max %x dims [0, 1] keep : tensor<?x4xf32>
  return
}

// -----

func.func @reduce_c1(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.max' op reduces dimension 2 of 'tensor<?x4xf32>', which has dimensions 0 to 1}}
  %s = nn.max %x dims [2] : tensor<?x4xf32>
  return
}

// -----

func.func @reduce_c1_twice(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.max' op names dimension 1 twice}}
  %s = nn.max %x dims [1, 1] : tensor<?x4xf32>
  return
}

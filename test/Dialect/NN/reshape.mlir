// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @reshape(
// CHECK: nn.reshape %{{.*}}, [-1, 1, 28, 28] : tensor<?x784xf32>{{$}}
func.func @reshape(%x: tensor<?x784xf32>) {
  %image = nn.reshape %x, [-1, 1, 28, 28] : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @reshape_1(
// CHECK: nn.reshape %{{.*}}, [8] : tensor<4x2xf32>{{$}}
func.func @reshape_1(%x: tensor<4x2xf32>) {
  %y = nn.reshape %x, [8] : tensor<4x2xf32>
  return
}

// -----

func.func @reshape_c1(%x: tensor<?x784xf32>) {
  // expected-error @+1 {{'nn.reshape' op gives 756 elements a sample where 'tensor<?x784xf32>' has 784}}
  %y = nn.reshape %x, [-1, 28, 27] : tensor<?x784xf32>
  return
}

// -----

func.func @reshape_c2_batch(%x: tensor<?x784xf32>) {
  // expected-error @+1 {{'nn.reshape' op expected -1, the batch, as entry 0 of the shape, found 28}}
  %y = nn.reshape %x, [28, 28] : tensor<?x784xf32>
  return
}

// -----

func.func @reshape_c2_size(%x: tensor<?x784xf32>) {
  // expected-error @+1 {{'nn.reshape' op expected a size as entry 1 of the shape, found 0}}
  %y = nn.reshape %x, [-1, 0, 784] : tensor<?x784xf32>
  return
}

// -----

func.func @reshape_c2_none(%x: tensor<?xf32>) {
  // expected-error @+1 {{'nn.reshape' op drops the batch of 'tensor<?xf32>'}}
  %y = nn.reshape %x, [] : tensor<?xf32>
  return
}

// -----

func.func @reshape_too_large(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.reshape' op gives 'tensor<?x4294967296x4294967296xf32>', which has more than 2^40 elements a sample}}
  %y = nn.reshape %x, [-1, 4294967296, 4294967296] : tensor<?x4xf32>
  return
}

// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @pad2d(
// CHECK: nn.pad2d %{{.*}}, [2, 2, 2, 2] : tensor<?x1x28x28xf32>{{$}}
func.func @pad2d(%x: tensor<?x1x28x28xf32>) {
  %y = nn.pad2d %x, [2, 2, 2, 2] : tensor<?x1x28x28xf32>
  return
}

// CHECK-LABEL: @pad2d_numbers(
// CHECK: nn.pad2d %{{.*}}, [2, 2, 2, 2] : tensor<?x3x28x28xf32>{{$}}
func.func @pad2d_numbers(%x: tensor<?x3x28x28xf32>) {
  %y = nn.pad2d %x, 2 : tensor<?x3x28x28xf32>
  return
}

// -----

func.func @pad2d_c1(%x: tensor<?x8xf32>) {
  // expected-error @+1 {{'nn.pad2d' op expected an input of rank 4, [B, C, H, W], found 'tensor<?x8xf32>'}}
  %y = nn.pad2d %x, [1, 1, 1, 1] : tensor<?x8xf32>
  return
}

// -----

func.func @pad2d_c2(%x: tensor<?x1x28x28xf32>) {
  // expected-error @+1 {{'nn.pad2d' op expected a border (top, bottom, left, right) of 4 numbers from 0 to 1048576, found [2, -1, 0, 0]}}
  %y = nn.pad2d %x, [2, -1, 0, 0] : tensor<?x1x28x28xf32>
  return
}

// -----

func.func @pad2d_too_large(%x: tensor<?x1x1048576x1048576xf32>) {
  // expected-error @+1 {{'nn.pad2d' op gives 'tensor<?x1x1048577x1048576xf32>', which has more than 2^40 elements a sample}}
  %y = nn.pad2d %x, [1, 0, 0, 0] : tensor<?x1x1048576x1048576xf32>
  return
}

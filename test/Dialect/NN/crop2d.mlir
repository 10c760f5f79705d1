// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @crop2d(
// CHECK: nn.crop2d %{{.*}}, [2, 2, 2, 2] : tensor<?x1x32x32xf32>{{$}}
func.func @crop2d(%x: tensor<?x1x32x32xf32>) {
  %y = nn.crop2d %x, [2, 2, 2, 2] : tensor<?x1x32x32xf32>
  return
}

// -----

func.func @crop2d_c1(%x: tensor<?x8xf32>) {
  // expected-error @+1 {{'nn.crop2d' op expected an input of rank 4, [B, C, H, W], found 'tensor<?x8xf32>'}}
  %y = nn.crop2d %x, [1, 1, 1, 1] : tensor<?x8xf32>
  return
}

// -----

func.func @crop2d_c2(%x: tensor<?x1x32x32xf32>) {
  // expected-error @+1 {{'nn.crop2d' op expected a border (top, bottom, left, right) of 4 numbers from 0 to 1048576, found [2, 2]}}
  %y = nn.crop2d %x, [2, 2] : tensor<?x1x32x32xf32>
  return
}

// -----

func.func @crop2d_c3(%x: tensor<?x1x32x32xf32>) {
  // expected-error @+1 {{'nn.crop2d' op leaves 30 x 0 of 32 x 32 pixels; crop less}}
  %y = nn.crop2d %x, [1, 1, 16, 16] : tensor<?x1x32x32xf32>
  return
}

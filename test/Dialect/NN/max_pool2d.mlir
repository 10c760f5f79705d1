// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @max_pool2d(
// CHECK: nn.max_pool2d %{{.*}} kernel [2, 2] : tensor<?x32x28x28xf32>{{$}}
func.func @max_pool2d(%x: tensor<?x32x28x28xf32>) {
  %y = nn.max_pool2d %x kernel [2, 2] : tensor<?x32x28x28xf32>
  return
}

// CHECK-LABEL: @max_pool2d_1(
// CHECK: nn.max_pool2d %{{.*}} kernel [3, 3] strides [2, 2] padding [1, 1, 1, 1] channels_last : tensor<?x28x28x3xf32>{{$}}
func.func @max_pool2d_1(%x: tensor<?x28x28x3xf32>) {
  %y = nn.max_pool2d %x kernel [3, 3] strides [2, 2] padding [1, 1, 1, 1] channels_last : tensor<?x28x28x3xf32>
  return
}

// One number stands for all.
// CHECK-LABEL: @max_pool2d_numbers(
// CHECK: nn.max_pool2d %{{.*}} kernel [3, 3] strides [2, 2] padding [1, 1, 1, 1] : tensor<?x3x28x28xf32>{{$}}
func.func @max_pool2d_numbers(%x: tensor<?x3x28x28xf32>) {
  %y = nn.max_pool2d %x kernel 3 strides 2 padding 1 : tensor<?x3x28x28xf32>
  return
}

// -----

func.func @max_pool2d_c1(%x: tensor<?x784xf32>) {
  // expected-error @+1 {{'nn.max_pool2d' op expected an input of rank 4, [B, C, H, W], found 'tensor<?x784xf32>'}}
  %y = nn.max_pool2d %x kernel [2, 2] : tensor<?x784xf32>
  return
}

// -----

func.func @max_pool2d_c2(%x: tensor<?x32x28x28xf32>) {
  // expected-error @+1 {{'nn.max_pool2d' op expected a kernel of 2 numbers from 1 to 1048576, found [2, 0]}}
  %y = nn.max_pool2d %x kernel [2, 0] : tensor<?x32x28x28xf32>
  return
}

// -----

func.func @max_pool2d_c2_strides(%x: tensor<?x32x28x28xf32>) {
  // expected-error @+1 {{'nn.max_pool2d' op expected strides of 2 numbers from 1 to 1048576, found [2]}}
  %y = nn.max_pool2d %x kernel [2, 2] strides [2] : tensor<?x32x28x28xf32>
  return
}

// -----

func.func @max_pool2d_c2_padding(%x: tensor<?x32x28x28xf32>) {
  // expected-error @+1 {{'nn.max_pool2d' op expected padding (top, bottom, left, right) of 4 numbers from 0 to 1048576, found [0, 0, 0, -1]}}
  %y = nn.max_pool2d %x kernel [2, 2] padding [0, 0, 0, -1] : tensor<?x32x28x28xf32>
  return
}

// -----

func.func @max_pool2d_c3(%x: tensor<?x32x28x28xf32>) {
  // expected-error @+1 {{'nn.max_pool2d' op expected padding smaller than the kernel, 2 along the width, found 2 and 1: a window would lie in the padding alone}}
  %y = nn.max_pool2d %x kernel [2, 2] padding [0, 0, 2, 1] : tensor<?x32x28x28xf32>
  return
}

// -----

func.func @max_pool2d_c4(%x: tensor<?x32x28x28xf32>) {
  // expected-error @+1 {{'nn.max_pool2d' op has a window of 29 (kernel 29, dilation 1) along the height, larger than the padded input of 28; use a smaller kernel or more padding}}
  %y = nn.max_pool2d %x kernel [29, 2] : tensor<?x32x28x28xf32>
  return
}

// -----

func.func @max_pool2d_syntax(%x: tensor<?x32x28x28xf32>) {
  // expected-error @+1 {{expected a number or several, such as [3, 3]}}
  %y = nn.max_pool2d %x kernel 2.5 : tensor<?x32x28x28xf32>
  return
}

// -----

func.func @max_pool2d_word(%x: tensor<?x4x8x8xf32>) {
  // expected-error @+1 {{unknown word 'foo', expected one of strides, padding}}
  %y = nn.max_pool2d %x kernel 2 foo = 3 : tensor<?x4x8x8xf32>
  return
}

// -----

func.func @max_pool2d_near(%x: tensor<?x4x8x8xf32>) {
  // expected-error @+1 {{unknown word 'stride', expected one of strides, padding; did you mean strides?}}
  %y = nn.max_pool2d %x kernel 2 padding 1 stride 2 : tensor<?x4x8x8xf32>
  return
}

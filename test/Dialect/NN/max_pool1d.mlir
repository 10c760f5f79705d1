// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @max_pool1d(
// CHECK: nn.max_pool1d %{{.*}} kernel 2 : tensor<?x8x100xf32>{{$}}
func.func @max_pool1d(%x: tensor<?x8x100xf32>) {
  %y = nn.max_pool1d %x kernel 2 : tensor<?x8x100xf32>
  return
}

// -----

func.func @max_pool1d_c1(%x: tensor<?x8x1x100xf32>) {
  // expected-error @+1 {{'nn.max_pool1d' op expected an input of rank 3, [B, C, L], found 'tensor<?x8x1x100xf32>'}}
  %y = nn.max_pool1d %x kernel 2 : tensor<?x8x1x100xf32>
  return
}

// -----

func.func @max_pool1d_c2(%x: tensor<?x8x100xf32>) {
  // expected-error @+1 {{'nn.max_pool1d' op expected a kernel from 1 to 1048576, found 0}}
  %y = nn.max_pool1d %x kernel 0 : tensor<?x8x100xf32>
  return
}

// -----

func.func @max_pool1d_c2_strides(%x: tensor<?x8x100xf32>) {
  // expected-error @+1 {{'nn.max_pool1d' op expected strides from 1 to 1048576, found -1}}
  %y = nn.max_pool1d %x kernel 2 strides -1 : tensor<?x8x100xf32>
  return
}

// -----

func.func @max_pool1d_c2_padding(%x: tensor<?x8x100xf32>) {
  // expected-error @+1 {{'nn.max_pool1d' op expected padding (begin, end) of 2 numbers from 0 to 1048576, found [1]}}
  %y = nn.max_pool1d %x kernel 2 padding [1] : tensor<?x8x100xf32>
  return
}

// -----

func.func @max_pool1d_c3(%x: tensor<?x8x100xf32>) {
  // expected-error @+1 {{'nn.max_pool1d' op expected padding smaller than the kernel, 2 along the width, found 2 and 0: a window would lie in the padding alone}}
  %y = nn.max_pool1d %x kernel 2 padding [2, 0] : tensor<?x8x100xf32>
  return
}

// -----

func.func @max_pool1d_c4(%x: tensor<?x8x100xf32>) {
  // expected-error @+1 {{'nn.max_pool1d' op has a window of 101 (kernel 101, dilation 1) along the width, larger than the padded input of 100; use a smaller kernel or more padding}}
  %y = nn.max_pool1d %x kernel 101 : tensor<?x8x100xf32>
  return
}

// -----

func.func @max_pool1d_word(%x: tensor<?x4x8xf32>) {
  // expected-error @+1 {{unknown word 'foo', expected one of strides, padding}}
  %y = nn.max_pool1d %x kernel 2 foo = 3 : tensor<?x4x8xf32>
  return
}

// -----

func.func @max_pool1d_near(%x: tensor<?x4x8xf32>) {
  // expected-error @+1 {{unknown word 'stride', expected one of strides, padding; did you mean strides?}}
  %y = nn.max_pool1d %x kernel 2 padding 1 stride 2 : tensor<?x4x8xf32>
  return
}

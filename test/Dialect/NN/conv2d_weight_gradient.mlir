// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @conv2d_weight_gradient(
// CHECK: nn.conv2d_weight_gradient %{{.*}}, %{{.*}} kernel [3, 3] strides [2, 2] padding [1, 1, 1, 1] : tensor<?x3x28x28xf32>, tensor<?x32x14x14xf32>{{$}}
func.func @conv2d_weight_gradient(%x: tensor<?x3x28x28xf32>, %g: tensor<?x32x14x14xf32>) {
  %dw = nn.conv2d_weight_gradient %x, %g kernel [3, 3] strides [2, 2] padding [1, 1, 1, 1] : tensor<?x3x28x28xf32>, tensor<?x32x14x14xf32>
  return
}

// CHECK-LABEL: @conv2d_weight_gradient_1(
// CHECK: nn.conv2d_weight_gradient %{{.*}}, %{{.*}} kernel [3, 3] groups 2 channels_last : tensor<?x8x8x4xf32>, tensor<?x6x6x6xf32>{{$}}
func.func @conv2d_weight_gradient_1(%x: tensor<?x8x8x4xf32>, %g: tensor<?x6x6x6xf32>) {
  %dw = nn.conv2d_weight_gradient %x, %g kernel [3, 3] groups 2 channels_last : tensor<?x8x8x4xf32>, tensor<?x6x6x6xf32>
  return
}

// -----

func.func @conv2d_weight_gradient_c1(%x: tensor<?x4x8x8xf32>, %g: tensor<?x36xf32>) {
  // expected-error @+1 {{'nn.conv2d_weight_gradient' op expected a gradient of rank 4, [B, C, H, W], found 'tensor<?x36xf32>'}}
  %dw = nn.conv2d_weight_gradient %x, %g kernel [3, 3] : tensor<?x4x8x8xf32>, tensor<?x36xf32>
  return
}

// -----

func.func @conv2d_weight_gradient_c1_input(%x: tensor<?x36xf32>, %g: tensor<?x6x6x6xf32>) {
  // expected-error @+1 {{'nn.conv2d_weight_gradient' op expected an input of rank 4, [B, C, H, W], found 'tensor<?x36xf32>'}}
  %dw = nn.conv2d_weight_gradient %x, %g kernel [3, 3] : tensor<?x36xf32>, tensor<?x6x6x6xf32>
  return
}

// -----

func.func @conv2d_weight_gradient_c1_batch(%x: tensor<?x4x8x8xf32>, %g: tensor<2x6x6x6xf32>) {
  // expected-error @+1 {{'nn.conv2d_weight_gradient' op expected a gradient of the batch and element type of the input 'tensor<?x4x8x8xf32>', found 'tensor<2x6x6x6xf32>'}}
  %dw = nn.conv2d_weight_gradient %x, %g kernel [3, 3] : tensor<?x4x8x8xf32>, tensor<2x6x6x6xf32>
  return
}

// -----

func.func @conv2d_weight_gradient_c2(%x: tensor<?x4x8x8xf32>, %g: tensor<?x6x6x6xf32>) {
  // expected-error @+1 {{'nn.conv2d_weight_gradient' op expected a kernel of 2 numbers from 1 to 1048576, found [3]}}
  %dw = nn.conv2d_weight_gradient %x, %g kernel [3] : tensor<?x4x8x8xf32>, tensor<?x6x6x6xf32>
  return
}

// -----

func.func @conv2d_weight_gradient_c2_padding(%x: tensor<?x4x8x8xf32>, %g: tensor<?x6x6x6xf32>) {
  // expected-error @+1 {{'nn.conv2d_weight_gradient' op expected padding (top, bottom, left, right) of 4 numbers from 0 to 1048576, found [-1, 0, 0, 0]}}
  %dw = nn.conv2d_weight_gradient %x, %g kernel [3, 3] padding [-1, 0, 0, 0] : tensor<?x4x8x8xf32>, tensor<?x6x6x6xf32>
  return
}

// -----

func.func @conv2d_weight_gradient_c3(%x: tensor<?x4x8x8xf32>, %g: tensor<?x6x6x6xf32>) {
  // expected-error @+1 {{'nn.conv2d_weight_gradient' op expected groups that divide 4 input channels and 6 output channels, found 3; 1 does, and 2 is the largest that does}}
  %dw = nn.conv2d_weight_gradient %x, %g kernel [3, 3] groups 3 : tensor<?x4x8x8xf32>, tensor<?x6x6x6xf32>
  return
}

// -----

func.func @conv2d_weight_gradient_c4(%x: tensor<?x4x8x8xf32>, %g: tensor<?x6x6x6xf32>) {
  // expected-error @+1 {{'nn.conv2d_weight_gradient' op has a window of 9 (kernel 9, dilation 1) along the height, larger than the padded input of 8; use a smaller kernel or more padding}}
  %dw = nn.conv2d_weight_gradient %x, %g kernel [9, 3] : tensor<?x4x8x8xf32>, tensor<?x6x6x6xf32>
  return
}

// -----

func.func @conv2d_weight_gradient_c5(%x: tensor<?x4x8x8xf32>, %g: tensor<?x6x6x6xf32>) {
  // expected-error @+1 {{'nn.conv2d_weight_gradient' op expected a gradient of 3 x 6 pixels, which the window gives of 8 x 8, found 6 x 6}}
  %dw = nn.conv2d_weight_gradient %x, %g kernel [3, 3] strides [2, 1] : tensor<?x4x8x8xf32>, tensor<?x6x6x6xf32>
  return
}

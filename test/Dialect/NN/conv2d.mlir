// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @conv2d(
// CHECK: nn.conv2d %{{.*}}, %{{.*}} strides [2, 2] padding [1, 1, 1, 1] : tensor<?x3x28x28xf32>, tensor<32x3x3x3xf32>{{$}}
func.func @conv2d(%x: tensor<?x3x28x28xf32>, %w: tensor<32x3x3x3xf32>) {
  %y = nn.conv2d %x, %w strides [2, 2] padding [1, 1, 1, 1] : tensor<?x3x28x28xf32>, tensor<32x3x3x3xf32>
  return
}

// CHECK-LABEL: @conv2d_1(
// CHECK: nn.conv2d %{{.*}}, %{{.*}} dilation [2, 1] groups 2 : tensor<?x4x8x8xf32>, tensor<6x2x3x3xf32>{{$}}
func.func @conv2d_1(%x: tensor<?x4x8x8xf32>, %w: tensor<6x2x3x3xf32>) {
  %y = nn.conv2d %x, %w strides [1, 1] padding [0, 0, 0, 0] dilation [2, 1] groups 2 : tensor<?x4x8x8xf32>, tensor<6x2x3x3xf32>
  return
}

// CHECK-LABEL: @conv2d_2(
// CHECK: nn.conv2d %{{.*}}, %{{.*}} groups 2 channels_last : tensor<?x8x8x4xf32>, tensor<3x3x2x6xf32>{{$}}
func.func @conv2d_2(%x: tensor<?x8x8x4xf32>, %w: tensor<3x3x2x6xf32>) {
  %y = nn.conv2d %x, %w groups 2 channels_last : tensor<?x8x8x4xf32>, tensor<3x3x2x6xf32>
  return
}

// -----

func.func @conv2d_c1(%x: tensor<?x784xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{'nn.conv2d' op expected an input of rank 4, [B, C, H, W], found 'tensor<?x784xf32>'}}
  %y = nn.conv2d %x, %w : tensor<?x784xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @conv2d_c1_weight(%x: tensor<?x4x8x8xf32>, %w: tensor<?x4x3x3xf32>) {
  // expected-error @+1 {{'nn.conv2d' op expected a weight [O, C / groups, kh, kw] of fixed sizes and 'f32', found 'tensor<?x4x3x3xf32>'}}
  %y = nn.conv2d %x, %w : tensor<?x4x8x8xf32>, tensor<?x4x3x3xf32>
  return
}

// -----

func.func @conv2d_c1_last(%x: tensor<?x8x8x4xf32>, %w: tensor<4x6xf32>) {
  // expected-error @+1 {{'nn.conv2d' op expected a weight [kh, kw, C / groups, O] of fixed sizes and 'f32', found 'tensor<4x6xf32>'}}
  %y = nn.conv2d %x, %w channels_last : tensor<?x8x8x4xf32>, tensor<4x6xf32>
  return
}

// -----

func.func @conv2d_c2(%x: tensor<?x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{'nn.conv2d' op expected strides of 2 numbers from 1 to 1048576, found [0, 1]}}
  %y = nn.conv2d %x, %w strides [0, 1] : tensor<?x4x8x8xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @conv2d_c2_padding(%x: tensor<?x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{'nn.conv2d' op expected padding (top, bottom, left, right) of 4 numbers from 0 to 1048576, found [1, -1, 1, 1]}}
  %y = nn.conv2d %x, %w padding [1, -1, 1, 1] : tensor<?x4x8x8xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @conv2d_c2_padding_count(%x: tensor<?x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{'nn.conv2d' op expected padding (top, bottom, left, right) of 4 numbers from 0 to 1048576, found [1, 1]}}
  %y = nn.conv2d %x, %w padding [1, 1] : tensor<?x4x8x8xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @conv2d_c2_dilation(%x: tensor<?x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{'nn.conv2d' op expected dilation of 2 numbers from 1 to 1048576, found [1, 1048577]}}
  %y = nn.conv2d %x, %w dilation [1, 1048577] : tensor<?x4x8x8xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @conv2d_c3(%x: tensor<?x4x8x8xf32>, %w: tensor<6x1x3x3xf32>) {
  // expected-error @+1 {{'nn.conv2d' op expected groups that divide 4 input channels and 6 output channels, found 4; 1 does, and 2 is the largest that does}}
  %y = nn.conv2d %x, %w groups 4 : tensor<?x4x8x8xf32>, tensor<6x1x3x3xf32>
  return
}

// -----

func.func @conv2d_c3_zero(%x: tensor<?x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{'nn.conv2d' op expected groups that divide 4 input channels and 6 output channels, found 0; 1 does, and 2 is the largest that does}}
  %y = nn.conv2d %x, %w groups 0 : tensor<?x4x8x8xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @conv2d_c3_weight(%x: tensor<?x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{'nn.conv2d' op expected a weight for 2 input channels (4 in 2 groups), found 4}}
  %y = nn.conv2d %x, %w groups 2 : tensor<?x4x8x8xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @conv2d_c4(%x: tensor<?x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{'nn.conv2d' op has a window of 11 (kernel 3, dilation 5) along the width, larger than the padded input of 9; use a smaller kernel or more padding}}
  %y = nn.conv2d %x, %w padding [0, 0, 1, 0] dilation [1, 5] : tensor<?x4x8x8xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @conv2d_too_large(%x: tensor<?x1x1048576x1048576xf32>, %w: tensor<2x1x1x1xf32>) {
  // expected-error @+1 {{'nn.conv2d' op gives 'tensor<?x2x1048576x1048576xf32>', which has more than 2^40 elements a sample}}
  %y = nn.conv2d %x, %w : tensor<?x1x1048576x1048576xf32>, tensor<2x1x1x1xf32>
  return
}

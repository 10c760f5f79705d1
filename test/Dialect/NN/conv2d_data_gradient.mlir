// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @conv2d_data_gradient(
// CHECK: nn.conv2d_data_gradient %{{.*}}, %{{.*}} size [28, 28] strides [2, 2] padding [1, 1, 1, 1] : tensor<?x32x14x14xf32>, tensor<32x3x3x3xf32>{{$}}
func.func @conv2d_data_gradient(%g: tensor<?x32x14x14xf32>, %w: tensor<32x3x3x3xf32>) {
  %dx = nn.conv2d_data_gradient %g, %w size [28, 28] strides [2, 2] padding [1, 1, 1, 1] : tensor<?x32x14x14xf32>, tensor<32x3x3x3xf32>
  return
}

// CHECK-LABEL: @conv2d_data_gradient_1(
// CHECK: nn.conv2d_data_gradient %{{.*}}, %{{.*}} size [8, 4] padding [0, 0, 1, 1] groups 3 channels_last : tensor<?x6x4x6xf32>, tensor<3x3x2x6xf32>{{$}}
func.func @conv2d_data_gradient_1(%g: tensor<?x6x4x6xf32>, %w: tensor<3x3x2x6xf32>) {
  %dx = nn.conv2d_data_gradient %g, %w size [8, 4] padding [0, 0, 1, 1] groups 3 channels_last : tensor<?x6x4x6xf32>, tensor<3x3x2x6xf32>
  return
}

// -----

func.func @conv2d_data_gradient_c1(%g: tensor<?x36xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{'nn.conv2d_data_gradient' op expected a gradient of rank 4, [B, C, H, W], found 'tensor<?x36xf32>'}}
  %dx = nn.conv2d_data_gradient %g, %w size [8, 8] : tensor<?x36xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @conv2d_data_gradient_c1_type(%g: tensor<?x6x6x6xf32>, %w: tensor<6x4x3x3xf64>) {
  // expected-error @+1 {{'nn.conv2d_data_gradient' op expected a weight [O, C / groups, kh, kw] of fixed sizes and 'f32', found 'tensor<6x4x3x3xf64>'}}
  %dx = nn.conv2d_data_gradient %g, %w size [8, 8] : tensor<?x6x6x6xf32>, tensor<6x4x3x3xf64>
  return
}

// -----

func.func @conv2d_data_gradient_c2(%g: tensor<?x6x6x6xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{'nn.conv2d_data_gradient' op expected a size of 2 numbers from 1 to 1048576, found [8, 0]}}
  %dx = nn.conv2d_data_gradient %g, %w size [8, 0] : tensor<?x6x6x6xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @conv2d_data_gradient_c2_strides(%g: tensor<?x6x6x6xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{'nn.conv2d_data_gradient' op expected strides of 2 numbers from 1 to 1048576, found [1, 1, 1]}}
  %dx = nn.conv2d_data_gradient %g, %w size [8, 8] strides [1, 1, 1] : tensor<?x6x6x6xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @conv2d_data_gradient_c3(%g: tensor<?x5x6x6xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{'nn.conv2d_data_gradient' op expected a gradient of 6 channels, the weight's O, found 5}}
  %dx = nn.conv2d_data_gradient %g, %w size [8, 8] : tensor<?x5x6x6xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @conv2d_data_gradient_c3_groups(%g: tensor<?x6x6x6xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{'nn.conv2d_data_gradient' op expected groups that divide 16 input channels and 6 output channels, found 4; 1 does, and 2 is the largest that does}}
  %dx = nn.conv2d_data_gradient %g, %w size [8, 8] groups 4 : tensor<?x6x6x6xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @conv2d_data_gradient_c3_many(%g: tensor<?x6x6x6xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{'nn.conv2d_data_gradient' op expected groups that divide 4194304 input channels and 6 output channels, found 1048576; 1 does, and 2 is the largest that does}}
  %dx = nn.conv2d_data_gradient %g, %w size [8, 8] groups 4611686018427387904 : tensor<?x6x6x6xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @conv2d_data_gradient_c4(%g: tensor<?x6x6x6xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{'nn.conv2d_data_gradient' op has a window of 3 (kernel 3, dilation 1) along the height, larger than the padded input of 2; use a smaller kernel or more padding}}
  %dx = nn.conv2d_data_gradient %g, %w size [2, 8] : tensor<?x6x6x6xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @conv2d_data_gradient_c5(%g: tensor<?x6x6x6xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{'nn.conv2d_data_gradient' op expected a gradient of 6 x 7 pixels, which the window gives of 8 x 9, found 6 x 6}}
  %dx = nn.conv2d_data_gradient %g, %w size [8, 9] : tensor<?x6x6x6xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @conv2d_data_gradient_too_large(%g: tensor<?x1x1048576x1048576xf32>, %w: tensor<1x2x1x1xf32>) {
  // expected-error @+1 {{'nn.conv2d_data_gradient' op gives 'tensor<?x2x1048576x1048576xf32>', which has more than 2^40 elements a sample}}
  %dx = nn.conv2d_data_gradient %g, %w size [1048576, 1048576] : tensor<?x1x1048576x1048576xf32>, tensor<1x2x1x1xf32>
  return
}

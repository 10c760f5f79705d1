// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @avg_pool2d_gradient(
// CHECK: nn.avg_pool2d_gradient %{{.*}} size [28, 28] kernel [2, 2] : tensor<?x32x14x14xf32>{{$}}
func.func @avg_pool2d_gradient(%g: tensor<?x32x14x14xf32>) {
  %dx = nn.avg_pool2d_gradient %g size [28, 28] kernel [2, 2] : tensor<?x32x14x14xf32>
  return
}

// -----

func.func @avg_pool2d_gradient_c1(%g: tensor<?x784xf32>) {
  // expected-error @+1 {{'nn.avg_pool2d_gradient' op expected a gradient of rank 4, [B, C, H, W], found 'tensor<?x784xf32>'}}
  %y = nn.avg_pool2d_gradient %g size [28, 28] kernel [2, 2] : tensor<?x784xf32>
  return
}

// -----

func.func @avg_pool2d_gradient_c2(%g: tensor<?x32x14x14xf32>) {
  // expected-error @+1 {{'nn.avg_pool2d_gradient' op expected a kernel of 2 numbers from 1 to 1048576, found [2, 0]}}
  %y = nn.avg_pool2d_gradient %g size [28, 28] kernel [2, 0] : tensor<?x32x14x14xf32>
  return
}

// -----

func.func @avg_pool2d_gradient_c2_strides(%g: tensor<?x32x14x14xf32>) {
  // expected-error @+1 {{'nn.avg_pool2d_gradient' op expected strides of 2 numbers from 1 to 1048576, found [2]}}
  %y = nn.avg_pool2d_gradient %g size [28, 28] kernel [2, 2] strides [2] : tensor<?x32x14x14xf32>
  return
}

// -----

func.func @avg_pool2d_gradient_c2_padding(%g: tensor<?x32x14x14xf32>) {
  // expected-error @+1 {{'nn.avg_pool2d_gradient' op expected padding (top, bottom, left, right) of 4 numbers from 0 to 1048576, found [0, 0, 0, -1]}}
  %y = nn.avg_pool2d_gradient %g size [28, 28] kernel [2, 2] padding [0, 0, 0, -1] : tensor<?x32x14x14xf32>
  return
}

// -----

func.func @avg_pool2d_gradient_c3(%g: tensor<?x32x14x14xf32>) {
  // expected-error @+1 {{'nn.avg_pool2d_gradient' op expected padding smaller than the kernel, 2 along the width, found 2 and 1: a window would lie in the padding alone}}
  %y = nn.avg_pool2d_gradient %g size [28, 28] kernel [2, 2] padding [0, 0, 2, 1] : tensor<?x32x14x14xf32>
  return
}

// -----

func.func @avg_pool2d_gradient_c4(%g: tensor<?x32x14x14xf32>) {
  // expected-error @+1 {{'nn.avg_pool2d_gradient' op has a window of 29 (kernel 29, dilation 1) along the height, larger than the padded input of 28; use a smaller kernel or more padding}}
  %y = nn.avg_pool2d_gradient %g size [28, 28] kernel [29, 2] : tensor<?x32x14x14xf32>
  return
}

// -----

func.func @avg_pool2d_gradient_c2_size(%g: tensor<?x32x14x14xf32>) {
  // expected-error @+1 {{'nn.avg_pool2d_gradient' op expected a size of 2 numbers from 1 to 1048576, found [28, 0]}}
  %y = nn.avg_pool2d_gradient %g size [28, 0] kernel [2, 2] : tensor<?x32x14x14xf32>
  return
}

// -----

func.func @avg_pool2d_gradient_c5(%g: tensor<?x32x14x14xf32>) {
  // expected-error @+1 {{'nn.avg_pool2d_gradient' op expected a gradient of type 'tensor<?x32x9x9xf32>', found 'tensor<?x32x14x14xf32>'}}
  %y = nn.avg_pool2d_gradient %g size [28, 28] kernel [3, 3] : tensor<?x32x14x14xf32>
  return
}

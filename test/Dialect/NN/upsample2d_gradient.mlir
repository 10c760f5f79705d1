// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @upsample2d_gradient(
// CHECK: nn.upsample2d_gradient %{{.*}} factors [2, 2] bilinear : tensor<?x32x14x14xf32>{{$}}
func.func @upsample2d_gradient(%g: tensor<?x32x14x14xf32>) {
  %dx = nn.upsample2d_gradient %g factors [2, 2] bilinear : tensor<?x32x14x14xf32>
  return
}

// -----

func.func @upsample2d_gradient_c1(%x: tensor<?x7xf32>) {
  // expected-error @+1 {{'nn.upsample2d_gradient' op expected a gradient of rank 4, [B, C, H, W], found 'tensor<?x7xf32>'}}
  %y = nn.upsample2d_gradient %x factors [2, 2] : tensor<?x7xf32>
  return
}

// -----

func.func @upsample2d_gradient_c2(%x: tensor<?x32x7x7xf32>) {
  // expected-error @+1 {{'nn.upsample2d_gradient' op expected factors of 2 numbers from 1 to 1048576, found [2]}}
  %y = nn.upsample2d_gradient %x factors [2] : tensor<?x32x7x7xf32>
  return
}

// -----

func.func @upsample2d_gradient_c3(%x: tensor<?x32x7x7xf32>) {
  // expected-error @+1 {{'nn.upsample2d_gradient' op expected factors that divide 7 x 7 pixels, found 7 and 2}}
  %y = nn.upsample2d_gradient %x factors [7, 2] : tensor<?x32x7x7xf32>
  return
}

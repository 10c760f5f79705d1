// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @upsample2d(
// CHECK: nn.upsample2d %{{.*}} factors [2, 2] : tensor<?x32x7x7xf32>{{$}}
func.func @upsample2d(%x: tensor<?x32x7x7xf32>) {
  %y = nn.upsample2d %x factors [2, 2] : tensor<?x32x7x7xf32>
  return
}

// CHECK-LABEL: @upsample2d_1(
// CHECK: nn.upsample2d %{{.*}} factors [2, 2] bilinear : tensor<?x32x7x7xf32>{{$}}
func.func @upsample2d_1(%x: tensor<?x32x7x7xf32>) {
  %z = nn.upsample2d %x factors [2, 2] bilinear : tensor<?x32x7x7xf32>
  return
}

// CHECK-LABEL: @upsample2d_numbers(
// CHECK: nn.upsample2d %{{.*}} factors [2, 2] : tensor<?x3x28x28xf32>{{$}}
func.func @upsample2d_numbers(%x: tensor<?x3x28x28xf32>) {
  %y = nn.upsample2d %x factors 2 : tensor<?x3x28x28xf32>
  return
}

// -----

func.func @upsample2d_c1(%x: tensor<?x7xf32>) {
  // expected-error @+1 {{'nn.upsample2d' op expected an input of rank 4, [B, C, H, W], found 'tensor<?x7xf32>'}}
  %y = nn.upsample2d %x factors [2, 2] : tensor<?x7xf32>
  return
}

// -----

func.func @upsample2d_c2(%x: tensor<?x32x7x7xf32>) {
  // expected-error @+1 {{'nn.upsample2d' op expected factors of 2 numbers from 1 to 1048576, found [2, 0]}}
  %y = nn.upsample2d %x factors [2, 0] : tensor<?x32x7x7xf32>
  return
}

// -----

func.func @upsample2d_too_large(%x: tensor<?x1x1x1099511627776xf32>) {
  // expected-error @+1 {{'nn.upsample2d' op gives 'tensor<?x1x1x2199023255552xf32>', which has more than 2^40 elements a sample}}
  %y = nn.upsample2d %x factors [1, 2] : tensor<?x1x1x1099511627776xf32>
  return
}

// -----

func.func @upsample2d_overflow(%x: tensor<?x1x1x4611686018427387904xf32>) {
  // expected-error @+1 {{'nn.upsample2d' op gives 'tensor<?x1x1x9223372036854775807xf32>', which has more than 2^40 elements a sample}}
  %y = nn.upsample2d %x factors [1, 2] : tensor<?x1x1x4611686018427387904xf32>
  return
}

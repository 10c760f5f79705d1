// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @pixel_shuffle(
// CHECK: nn.pixel_shuffle %{{.*}} factor 2 : tensor<?x128x7x7xf32>{{$}}
func.func @pixel_shuffle(%x: tensor<?x128x7x7xf32>) {
  %y = nn.pixel_shuffle %x factor 2 : tensor<?x128x7x7xf32>
  return
}

// -----

func.func @pixel_shuffle_c1(%x: tensor<?x8xf32>) {
  // expected-error @+1 {{'nn.pixel_shuffle' op expected an input of rank 4, [B, C, H, W], found 'tensor<?x8xf32>'}}
  %y = nn.pixel_shuffle %x factor 2 : tensor<?x8xf32>
  return
}

// -----

func.func @pixel_shuffle_c2(%x: tensor<?x32x7x7xf32>) {
  // expected-error @+1 {{'nn.pixel_shuffle' op expected a factor from 1 to 1048576, found -2}}
  %y = nn.pixel_shuffle %x factor -2 : tensor<?x32x7x7xf32>
  return
}

// -----

func.func @pixel_shuffle_c3(%x: tensor<?x32x7x7xf32>) {
  // expected-error @+1 {{'nn.pixel_shuffle' op expected channels that 9 (factor 3 squared) divides, found 32}}
  %y = nn.pixel_shuffle %x factor 3 : tensor<?x32x7x7xf32>
  return
}

// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @pixel_unshuffle(
// CHECK: nn.pixel_unshuffle %{{.*}} factor 2 : tensor<?x32x14x14xf32>{{$}}
func.func @pixel_unshuffle(%x: tensor<?x32x14x14xf32>) {
  %y = nn.pixel_unshuffle %x factor 2 : tensor<?x32x14x14xf32>
  return
}

// -----

func.func @pixel_unshuffle_c1(%x: tensor<?x8xf32>) {
  // expected-error @+1 {{'nn.pixel_unshuffle' op expected an input of rank 4, [B, C, H, W], found 'tensor<?x8xf32>'}}
  %y = nn.pixel_unshuffle %x factor 2 : tensor<?x8xf32>
  return
}

// -----

func.func @pixel_unshuffle_c2(%x: tensor<?x32x7x7xf32>) {
  // expected-error @+1 {{'nn.pixel_unshuffle' op expected a factor from 1 to 1048576, found 0}}
  %y = nn.pixel_unshuffle %x factor 0 : tensor<?x32x7x7xf32>
  return
}

// -----

func.func @pixel_unshuffle_c3(%x: tensor<?x32x7x7xf32>) {
  // expected-error @+1 {{'nn.pixel_unshuffle' op expected a factor that divides 7 x 7 pixels, found 2}}
  %y = nn.pixel_unshuffle %x factor 2 : tensor<?x32x7x7xf32>
  return
}

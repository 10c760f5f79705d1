// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @upsample1d(
// CHECK: nn.upsample1d %{{.*}} factor 2 linear : tensor<?x8x50xf32>{{$}}
func.func @upsample1d(%x: tensor<?x8x50xf32>) {
  %y = nn.upsample1d %x factor 2 linear : tensor<?x8x50xf32>
  return
}

// -----

func.func @upsample1d_c1(%x: tensor<?x8xf32>) {
  // expected-error @+1 {{'nn.upsample1d' op expected an input of rank 3, [B, C, L], found 'tensor<?x8xf32>'}}
  %y = nn.upsample1d %x factor 2 : tensor<?x8xf32>
  return
}

// -----

func.func @upsample1d_c2(%x: tensor<?x8x50xf32>) {
  // expected-error @+1 {{'nn.upsample1d' op expected a factor from 1 to 1048576, found 0}}
  %y = nn.upsample1d %x factor 0 : tensor<?x8x50xf32>
  return
}

// -----

func.func @upsample1d_too_large(%x: tensor<?x1x1099511627776xf32>) {
  // expected-error @+1 {{'nn.upsample1d' op gives 'tensor<?x1x2199023255552xf32>', which has more than 2^40 elements a sample}}
  %y = nn.upsample1d %x factor 2 : tensor<?x1x1099511627776xf32>
  return
}

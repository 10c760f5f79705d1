// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @fill_missing(
// CHECK: nn.fill_missing %{{.*}} : tensor<?x4xf32>{{$}}
func.func @fill_missing(%x: tensor<?x4xf32>) {
  %f = nn.fill_missing %x : tensor<?x4xf32>
  return
}

// -----

func.func @fill_missing_c1(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.fill_missing' op expected a number to fill with, found 0x7FF0000000000000 : f64}}
  %f = nn.fill_missing %x {value = 0x7FF0000000000000 : f64} : tensor<?x4xf32>
  return
}

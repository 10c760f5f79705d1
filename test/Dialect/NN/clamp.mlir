// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @clamp(
// CHECK: nn.clamp %{{.*}} {high = 1.000000e+00 : f64, low = -1.000000e+00 : f64} : tensor<?x4xf32>{{$}}
func.func @clamp(%x: tensor<?x4xf32>) {
  %y = nn.clamp %x {high = 1.000000e+00 : f64, low = -1.000000e+00 : f64} : tensor<?x4xf32>
  return
}

// -----

func.func @clamp_c1(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.clamp' op expected low <= high, found 2.000000e+00 and 1.000000e+00}}
  %y = nn.clamp %x {high = 1.0, low = 2.0} : tensor<?x4xf32>
  return
}

// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @sinusoids(
// CHECK: nn.sinusoids 28, 64 : f32{{$}}
func.func @sinusoids() -> tensor<28x64xf32> {
  %p = nn.sinusoids 28, 64 : f32
  return %p : tensor<28x64xf32>
}

// -----

func.func @sinusoids_c1() {
  // expected-error @+1 {{'nn.sinusoids' op expected positive sizes, found 28 and 0}}
  %y = nn.sinusoids 28, 0 : f32
  return
}

// -----

func.func @sinusoids_too_large() {
  // expected-error @+1 {{'nn.sinusoids' op gives 'tensor<1099511627776x2xf32>', which has more than 2^40 elements a sample}}
  %y = nn.sinusoids 1099511627776, 2 : f32
  return
}

// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @causal_mask(
// CHECK: nn.causal_mask 28, 28 : f32{{$}}
func.func @causal_mask() -> tensor<28x28xf32> {
  %m = nn.causal_mask 28, 28 : f32
  return %m : tensor<28x28xf32>
}

// -----

func.func @causal_mask_c1() {
  // expected-error @+1 {{'nn.causal_mask' op expected positive sizes, found 28 and 0}}
  %y = nn.causal_mask 28, 0 : f32
  return
}

// -----

func.func @causal_mask_too_large() {
  // expected-error @+1 {{'nn.causal_mask' op gives 'tensor<1099511627776x2xf32>', which has more than 2^40 elements a sample}}
  %y = nn.causal_mask 1099511627776, 2 : f32
  return
}

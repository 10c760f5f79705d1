// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @eye(
// CHECK: nn.eye 10 of f32{{$}}
func.func @eye() -> tensor<10x10xf32> {
  %i = nn.eye 10 of f32
  return %i : tensor<10x10xf32>
}

// -----

func.func @eye_c1() {
  // expected-error @+1 {{'nn.eye' op expected 1 row or more, found 0}}
  %i = nn.eye 0 of f32
  return
}

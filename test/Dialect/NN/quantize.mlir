// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @quantize(
// CHECK: nn.quantize %{{.*}} step 5.000000e-01 : tensor<?x4xf32>{{$}}
func.func @quantize(%x: tensor<?x4xf32>) {
  %y = nn.quantize %x step 5.000000e-01 : tensor<?x4xf32>
  return
}

// -----

func.func @quantize_c1(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.quantize' op expected a step above 0, found 0.000000e+00}}
  %y = nn.quantize %x step 0.0 : tensor<?x4xf32>
  return
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @causal_mask(
// CHECK: arith.constant dense<{{\[\[}}0.000000e+00, -1.000000e+09, -1.000000e+09], [0.000000e+00, 0.000000e+00, -1.000000e+09]]> : tensor<2x3xf32>
func.func @causal_mask() -> tensor<2x3xf32> {
  %y = nn.causal_mask 2, 3 : f32
  return %y : tensor<2x3xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @sinusoids(
// CHECK: arith.constant dense<{{\[\[}}0.000000e+00, 1.000000e+00], [0.841470957, 0.540302277]]> : tensor<2x2xf32>
func.func @sinusoids() -> tensor<2x2xf32> {
  %y = nn.sinusoids 2, 2 : f32
  return %y : tensor<2x2xf32>
}

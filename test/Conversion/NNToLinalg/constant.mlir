// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @constant(
// CHECK: arith.constant dense<5.000000e-01> : tensor<f32>
func.func @constant() -> tensor<f32> {
  %y = nn.constant 0.5 : f32
  return %y : tensor<f32>
}

// CHECK-LABEL: @double(
// CHECK: arith.constant dense<1.000000e-01> : tensor<f64>
func.func @double() -> tensor<f64> {
  %y = nn.constant 0.1 : f64
  return %y : tensor<f64>
}

// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @constant(
// CHECK: nn.constant 5.000000e-01 : f32{{$}}
func.func @constant() {
  %half = nn.constant 0.5 : f32
  return
}

// CHECK-LABEL: @constant_1(
// CHECK: nn.constant -1.000000e+00 : f64{{$}}
func.func @constant_1() {
  %y = nn.constant -1.000000e+00 : f64
  return
}

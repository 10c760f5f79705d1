// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @gradient_penalty(
// CHECK: math.sqrt
// CHECK: arith.subf
// CHECK: arith.mulf
func.func @gradient_penalty(%g: tensor<?x4xf32>) -> tensor<?xf32> {
  %y = nn.gradient_penalty %g target 1.0 : tensor<?x4xf32>
  return %y : tensor<?xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @l2(
// CHECK: arith.mulf
// CHECK: arith.addf
func.func @l2(%x: tensor<?x4xf32>) -> tensor<f32> {
  %l = nn.l2 %x reduce sum : tensor<?x4xf32>
  return %l : tensor<f32>
}

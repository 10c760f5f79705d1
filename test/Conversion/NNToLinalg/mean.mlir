// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @mean(
// CHECK: arith.addf
// CHECK: arith.divf
func.func @mean(%x: tensor<?x4xf32>) -> tensor<4xf32> {
  %y = nn.mean %x dims [0] : tensor<?x4xf32>
  return %y : tensor<4xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @l1(
// CHECK: math.absf
// CHECK: arith.addf
// CHECK: arith.divf
func.func @l1(%x: tensor<?x4xf32>) -> tensor<?xf32> {
  %l = nn.l1 %x : tensor<?x4xf32>
  return %l : tensor<?xf32>
}

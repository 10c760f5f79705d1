// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @mae(
// CHECK: arith.subf
// CHECK: math.absf
// CHECK: arith.addf
// CHECK: arith.divf
func.func @mae(%p: tensor<?x4xf32>, %t: tensor<?x4xf32>) -> tensor<?xf32> {
  %l = nn.mae %p, %t : tensor<?x4xf32>
  return %l : tensor<?xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// Both logarithms are cut.
// CHECK-LABEL: @bce(
// CHECK: math.log
// CHECK: arith.maximumf
// CHECK: arith.negf
// CHECK: arith.addf
// CHECK: arith.divf
func.func @bce(%p: tensor<?x4xf32>, %t: tensor<?x4xf32>) -> tensor<?xf32> {
  %l = nn.bce %p, %t : tensor<?x4xf32>
  return %l : tensor<?xf32>
}

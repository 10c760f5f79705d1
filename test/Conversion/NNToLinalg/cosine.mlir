// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// The norms are cut before the root.
// CHECK-LABEL: @cosine(
// CHECK: arith.maximumf
// CHECK: math.sqrt
// CHECK: arith.divf
// CHECK: arith.subf
func.func @cosine(%p: tensor<?x4xf32>, %t: tensor<?x4xf32>) -> tensor<?xf32> {
  %l = nn.cosine %p, %t : tensor<?x4xf32>
  return %l : tensor<?xf32>
}

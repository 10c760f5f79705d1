// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @huber(
// CHECK: arith.subf
// CHECK: math.absf
// CHECK: arith.minimumf
// CHECK: arith.addf
// CHECK: arith.divf
func.func @huber(%p: tensor<?x4xf32>, %t: tensor<?x4xf32>) -> tensor<?xf32> {
  %l = nn.huber %p, %t : tensor<?x4xf32>
  return %l : tensor<?xf32>
}

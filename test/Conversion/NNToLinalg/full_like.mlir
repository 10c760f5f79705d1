// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// The operand gives its size alone.
// CHECK-LABEL: @full_like(
// CHECK-SAME: %[[X:.*]]: tensor<?x1xf32>
// CHECK: tensor.dim %[[X]]
// CHECK-NOT: ins(%[[X]]
// CHECK: return
func.func @full_like(%x: tensor<?x1xf32>) -> tensor<?x1xf32> {
  %y = nn.full_like %x, 0.9 : tensor<?x1xf32>
  return %y : tensor<?x1xf32>
}

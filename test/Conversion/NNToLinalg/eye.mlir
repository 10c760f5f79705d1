// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @eye(
// CHECK: linalg.generic
// CHECK: %[[ROW:.*]] = linalg.index 0 : index
// CHECK: %[[COLUMN:.*]] = linalg.index 1 : index
// CHECK: arith.cmpi eq, %[[ROW]], %[[COLUMN]] : index
func.func @eye() -> tensor<10x10xf32> {
  %i = nn.eye 10 of f32
  return %i : tensor<10x10xf32>
}

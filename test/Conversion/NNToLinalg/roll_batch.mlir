// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// The row at distance 1 + k mod (B - 1), the batch being a circle.
// CHECK-LABEL: @roll_batch(
// CHECK-SAME: %[[X:[a-z0-9_]+]]: tensor<?x3x2xf32>
// CHECK: %[[B:[a-z0-9_]+]] = tensor.dim %[[X]]
// CHECK: linalg.generic
// CHECK: %[[ROW:[a-z0-9_]+]] = linalg.index 0
// CHECK: %[[K:[a-z0-9_]+]] = linalg.index 1
// CHECK: arith.maxui
// CHECK: %[[OFF:[a-z0-9_]+]] = arith.remui %[[K]]
// CHECK: %[[STEP:[a-z0-9_]+]] = arith.addi %[[OFF]], %{{.*}} : index
// CHECK: %[[SUM:[a-z0-9_]+]] = arith.addi %[[ROW]], %[[STEP]]
// CHECK: %[[AT:[a-z0-9_]+]] = arith.remui %[[SUM]], %[[B]]
// CHECK: tensor.extract %[[X]][%[[AT]], %[[K]]
func.func @roll_batch(%x: tensor<?x3x2xf32>) -> tensor<?x3x2xf32> {
  %y = nn.roll_batch %x : tensor<?x3x2xf32>
  return %y : tensor<?x3x2xf32>
}

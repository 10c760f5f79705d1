// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @sequence_mask(
// CHECK: %[[T:[a-z0-9_]+]] = linalg.index 1
// CHECK: %[[STEP:[a-z0-9_]+]] = arith.index_cast %[[T]]
// CHECK: arith.cmpi slt, %[[STEP]], %{{.*}} : i64
// CHECK: arith.uitofp
func.func @sequence_mask(%n: tensor<?xi64>, %x: tensor<?x4x2xf32>) -> tensor<?x4xf32> {
  %m = nn.sequence_mask %n like %x : tensor<?xi64>, tensor<?x4x2xf32>
  return %m : tensor<?x4xf32>
}

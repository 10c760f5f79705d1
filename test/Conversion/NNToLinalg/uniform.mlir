// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// Element (row, feature): ten rounds on the counter (feature, row, step, stream).
// The last round makes one word that is needed, of two products.
// CHECK-LABEL: @uniform(
// CHECK-SAME: %[[SEED:[a-z0-9]+]]: i64, %[[STEP:[a-z0-9]+]]: i64
// CHECK-DAG: %[[KEY:.*]] = arith.trunci %[[SEED]] : i64 to i32
// CHECK-DAG: %[[COUNT:.*]] = arith.trunci %[[STEP]] : i64 to i32
// CHECK: linalg.generic {{.*}} outs(
// CHECK: linalg.index 0
// CHECK: linalg.index 1
// CHECK-COUNT-19: arith.mului_extended
// CHECK-NOT: arith.mului_extended
// CHECK: %[[BITS:.*]] = arith.shrui
// CHECK: %[[NUMBER:.*]] = arith.sitofp %[[BITS]] : i32 to f32
// CHECK: %[[U:.*]] = arith.mulf %[[NUMBER]], %{{.*}} : f32
// CHECK: linalg.yield %[[U]] : f32
func.func @uniform(%x: tensor<?x4xf32>, %seed: i64, %step: i64) -> tensor<?x4xf32> {
  %u = nn.uniform like %x seed %seed step %step stream 3 : tensor<?x4xf32> -> tensor<?x4xf32>
  return %u : tensor<?x4xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// The batch is the only thing that is taken from the operand.
// CHECK-LABEL: @normal(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>
// CHECK: %[[ROWS:.*]] = tensor.dim %[[X]]
// CHECK: %[[OUT:.*]] = tensor.empty(%[[ROWS]]) : tensor<?x20xf32>
// CHECK: linalg.generic {{.*}} outs(%[[OUT]]
// CHECK: math.log
// CHECK: math.sqrt
// CHECK: arith.select
func.func @normal(%x: tensor<?x4xf32>, %seed: i64, %step: i64) -> tensor<?x20xf32> {
  %n = nn.normal like %x seed %seed step %step stream 0 across_calls : tensor<?x4xf32> -> tensor<?x20xf32>
  return %n : tensor<?x20xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @concat(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>, %[[Y:.*]]: tensor<?x2xf32>
// CHECK: %[[BATCH:.*]] = tensor.dim
// CHECK: %[[INIT:.*]] = tensor.empty(%[[BATCH]]) : tensor<?x6xf32>
// CHECK: %[[FIRST:.*]] = tensor.insert_slice %[[X]] into %[[INIT]][0, 0] [%{{.*}}, 4] [1, 1]
// CHECK: tensor.insert_slice %[[Y]] into %[[FIRST]][0, 4] [%{{.*}}, 2] [1, 1]
func.func @concat(%x: tensor<?x4xf32>, %y: tensor<?x2xf32>) -> tensor<?x6xf32> {
  %z = nn.concat %x, %y dim 1 : tensor<?x4xf32>, tensor<?x2xf32>
  return %z : tensor<?x6xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-DAG: #[[ROW:.*]] = affine_map<(d0, d1) -> (d1)>
// CHECK-DAG: #[[COLUMN:.*]] = affine_map<(d0, d1) -> (d0, 0)>

// CHECK-LABEL: @broadcast(
// CHECK-SAME: %[[X:.*]]: tensor<4xf32>, %[[LIKE:.*]]: tensor<?x4xi32>
// CHECK: %[[BATCH:.*]] = tensor.dim %[[LIKE]]
// CHECK: %[[INIT:.*]] = tensor.empty(%[[BATCH]]) : tensor<?x4xf32>
// CHECK: linalg.generic {indexing_maps = [#[[ROW]], #{{.*}}]{{.*}} ins(%[[X]] : {{.*}}) outs(%[[INIT]] :
func.func @broadcast(%x: tensor<4xf32>, %like: tensor<?x4xi32>) -> tensor<?x4xf32> {
  %y = nn.broadcast %x like %like dims [1] : tensor<4xf32>, tensor<?x4xi32>
  return %y : tensor<?x4xf32>
}

// CHECK-LABEL: @column(
// CHECK: linalg.generic {indexing_maps = [#[[COLUMN]], #{{.*}}]
func.func @column(%x: tensor<?x1xf32>, %like: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.broadcast %x like %like dims [0, 1] : tensor<?x1xf32>, tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-DAG: #[[ALL:.*]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[KEPT:.*]] = affine_map<(d0, d1) -> (d0)>
// CHECK-DAG: #[[NONE:.*]] = affine_map<(d0, d1) -> ()>

// CHECK-LABEL: @sum(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>
// CHECK: %[[BATCH:.*]] = tensor.dim %[[X]]
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[BATCH]]) : tensor<?xf32>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%{{.*}} : f32) outs(%[[EMPTY]] :
// CHECK: linalg.generic {indexing_maps = [#[[ALL]], #[[KEPT]]], iterator_types = ["parallel", "reduction"]} ins(%[[X]] : {{.*}}) outs(%[[INIT]] :
// CHECK: ^bb0(%[[E:.*]]: f32, %[[SUM:.*]]: f32):
// CHECK: arith.addf %[[SUM]], %[[E]] : f32
func.func @sum(%x: tensor<?x4xf32>) -> tensor<?xf32> {
  %y = nn.sum %x dims [1] : tensor<?x4xf32>
  return %y : tensor<?xf32>
}

// CHECK-LABEL: @everything(
// CHECK: linalg.generic {indexing_maps = [#[[ALL]], #[[NONE]]], iterator_types = ["reduction", "reduction"]}
func.func @everything(%x: tensor<?x4xf32>) -> tensor<f32> {
  %y = nn.sum %x dims [0, 1] : tensor<?x4xf32>
  return %y : tensor<f32>
}

// Kept dimensions come back as a view, with no loop.
// CHECK-LABEL: @keep(
// CHECK: %[[S:.*]] = linalg.generic
// CHECK: tensor.expand_shape %[[S]] {{\[\[}}0, 1]] output_shape [%{{.*}}, 1] : tensor<?xf32> into tensor<?x1xf32>
func.func @keep(%x: tensor<?x4xf32>) -> tensor<?x1xf32> {
  %y = nn.sum %x dims [1] keep : tensor<?x4xf32>
  return %y : tensor<?x1xf32>
}

// CHECK-LABEL: @keep_first(
// CHECK: tensor.expand_shape %{{.*}} {{\[\[}}0, 1]] output_shape [1, 4] : tensor<4xf32> into tensor<1x4xf32>
func.func @keep_first(%x: tensor<?x4xf32>) -> tensor<1x4xf32> {
  %y = nn.sum %x dims [0] keep : tensor<?x4xf32>
  return %y : tensor<1x4xf32>
}

// CHECK-LABEL: @nothing(
// CHECK-NEXT: return
func.func @nothing(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.sum %x dims [] : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

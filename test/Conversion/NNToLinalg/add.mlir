// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// Broadcasting is in the indexing maps, shared by all elementwise ops.
// CHECK-DAG: #[[ALL:.*]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[ROW:.*]] = affine_map<(d0, d1) -> (d1)>
// CHECK-DAG: #[[COLUMN:.*]] = affine_map<(d0, d1) -> (d0, 0)>
// CHECK-DAG: #[[SCALAR:.*]] = affine_map<(d0, d1) -> ()>
// CHECK-DAG: #[[FIRST_ROW:.*]] = affine_map<(d0, d1) -> (0, d1)>

// CHECK-LABEL: @same(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>
// CHECK: %[[BATCH:.*]] = tensor.dim %[[X]], %{{.*}} : tensor<?x4xf32>
// CHECK: %[[INIT:.*]] = tensor.empty(%[[BATCH]]) : tensor<?x4xf32>
// CHECK: linalg.generic {indexing_maps = [#[[ALL]], #[[ALL]], #[[ALL]]], iterator_types = ["parallel", "parallel"]} ins(%[[X]], %[[X]] : {{.*}}) outs(%[[INIT]] :
// CHECK: ^bb0(%[[A:.*]]: f32, %[[B:.*]]: f32, %{{.*}}: f32):
// CHECK: %[[Y:.*]] = arith.addf %[[A]], %[[B]] : f32
// CHECK: linalg.yield %[[Y]] : f32
func.func @same(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.add %x, %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// The batch comes from the operand that has it.
// CHECK-LABEL: @row(
// CHECK-SAME: %{{.*}}: tensor<4xf32>, %[[X:.*]]: tensor<?x4xf32>
// CHECK: tensor.dim %[[X]]
// CHECK: linalg.generic {indexing_maps = [#[[ROW]], #[[ALL]], #[[ALL]]]
func.func @row(%b: tensor<4xf32>, %x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.add %b, %x : tensor<4xf32>, tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// CHECK-LABEL: @outer(
// CHECK: linalg.generic {indexing_maps = [#[[COLUMN]], #[[FIRST_ROW]], #[[ALL]]]
func.func @outer(%a: tensor<3x1xf64>, %b: tensor<1x4xf64>) -> tensor<3x4xf64> {
  %y = nn.add %a, %b : tensor<3x1xf64>, tensor<1x4xf64>
  return %y : tensor<3x4xf64>
}

// CHECK-LABEL: @scalar(
// CHECK: linalg.generic {indexing_maps = [#[[ALL]], #[[SCALAR]], #[[ALL]]]
func.func @scalar(%x: tensor<?x4xf32>, %b: tensor<f32>) -> tensor<?x4xf32> {
  %y = nn.add %x, %b : tensor<?x4xf32>, tensor<f32>
  return %y : tensor<?x4xf32>
}

// The batch of a chain is read from the argument, once.
// CHECK-LABEL: @chain(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>
// CHECK: tensor.dim %[[X]]
// CHECK-NOT: tensor.dim
func.func @chain(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %0 = nn.add %x, %x : tensor<?x4xf32>
  %y = nn.add %0, %0 : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

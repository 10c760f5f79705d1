// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// The words are the maps. Innermost runs what is contiguous in an operand.
// CHECK-DAG: #[[BTK:.*]] = affine_map<(d0, d1, d2, d3) -> (d0, d1, d3)>
// CHECK-DAG: #[[NK:.*]] = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
// CHECK-DAG: #[[BTN:.*]] = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
// CHECK-DAG: #[[BTM:.*]] = affine_map<(d0, d1, d2, d3) -> (d1, d2, d0)>
// CHECK-DAG: #[[BTK2:.*]] = affine_map<(d0, d1, d2, d3) -> (d1, d2, d3)>
// CHECK-DAG: #[[MK:.*]] = affine_map<(d0, d1, d2, d3) -> (d0, d3)>

// CHECK-LABEL: @layer(
// CHECK-SAME: %[[X:.*]]: tensor<?x3x4xf32>, %[[W:.*]]: tensor<8x4xf32>
// CHECK: %[[ZEROS:.*]] = linalg.fill {{.*}} -> tensor<?x3x8xf32>
// CHECK: linalg.generic {indexing_maps = [#[[BTK]], #[[NK]], #[[BTN]]], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%[[X]], %[[W]] : {{.*}}) outs(%[[ZEROS]] :
// CHECK: %[[PRODUCT:.*]] = arith.mulf
// CHECK: arith.addf %{{.*}}, %[[PRODUCT]]
func.func @layer(%x: tensor<?x3x4xf32>, %w: tensor<8x4xf32>) -> tensor<?x3x8xf32> {
  %y = nn.einsum "btk,nk->btn" %x, %w : tensor<?x3x4xf32>, tensor<8x4xf32>
  return %y : tensor<?x3x8xf32>
}

// CHECK-LABEL: @weight_gradient(
// CHECK: linalg.generic {indexing_maps = [#[[BTM]], #[[BTK2]], #[[MK]]], iterator_types = ["parallel", "reduction", "reduction", "parallel"]}
func.func @weight_gradient(%g: tensor<?x3x8xf32>, %x: tensor<?x3x4xf32>) -> tensor<8x4xf32> {
  %y = nn.einsum "btm,btk->mk" %g, %x : tensor<?x3x8xf32>, tensor<?x3x4xf32>
  return %y : tensor<8x4xf32>
}

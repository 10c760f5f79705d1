// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// Innermost is the loop along which rhs is contiguous; no transpose is made.
// CHECK-DAG: #[[MK:.*]] = affine_map<(d0, d1, d2) -> (d0, d2)>
// CHECK-DAG: #[[NK:.*]] = affine_map<(d0, d1, d2) -> (d1, d2)>
// CHECK-DAG: #[[MN:.*]] = affine_map<(d0, d1, d2) -> (d0, d1)>
// CHECK-DAG: #[[KM:.*]] = affine_map<(d0, d1, d2) -> (d1, d0)>

// CHECK-LABEL: @transposed_rhs(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>, %[[W:.*]]: tensor<8x4xf32>
// CHECK: %[[ZEROS:.*]] = linalg.fill {{.*}} -> tensor<?x8xf32>
// CHECK: linalg.generic {indexing_maps = [#[[MK]], #[[NK]], #[[MN]]], iterator_types = ["parallel", "parallel", "reduction"]} ins(%[[X]], %[[W]] : {{.*}}) outs(%[[ZEROS]] :
// CHECK: %[[PRODUCT:.*]] = arith.mulf
// CHECK: arith.addf %{{.*}}, %[[PRODUCT]]
func.func @transposed_rhs(%x: tensor<?x4xf32>, %w: tensor<8x4xf32>) -> tensor<?x8xf32> {
  %y = nn.matmul %x, %w transpose_rhs : tensor<?x4xf32>, tensor<8x4xf32>
  return %y : tensor<?x8xf32>
}

// CHECK-LABEL: @plain(
// CHECK: linalg.generic {indexing_maps = [#[[MN]], #[[NK]], #[[MK]]], iterator_types = ["parallel", "reduction", "parallel"]}
func.func @plain(%x: tensor<?x4xf32>, %w: tensor<4x8xf32>) -> tensor<?x8xf32> {
  %y = nn.matmul %x, %w : tensor<?x4xf32>, tensor<4x8xf32>
  return %y : tensor<?x8xf32>
}

// CHECK-LABEL: @weight_gradient(
// CHECK: linalg.generic {indexing_maps = [#[[KM]], #[[NK]], #[[MK]]], iterator_types = ["parallel", "reduction", "parallel"]}
func.func @weight_gradient(%g: tensor<?x8xf32>, %x: tensor<?x4xf32>) -> tensor<8x4xf32> {
  %y = nn.matmul %g, %x transpose_lhs : tensor<?x8xf32>, tensor<?x4xf32>
  return %y : tensor<8x4xf32>
}

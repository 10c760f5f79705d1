// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// The last loop runs along memory and is no sum: b g o c i j y x, or b y x i j g c o.
// CHECK-DAG: #[[IN:.*]] = affine_map<(d0, d1, d2, d3, d4, d5, d6, d7) -> (d0, d1, d3, d6 * 2 + d4, d5 + d7)>
// CHECK-DAG: #[[WEIGHT:.*]] = affine_map<(d0, d1, d2, d3, d4, d5, d6, d7) -> (d1, d2, d3, d4, d5)>
// CHECK-DAG: #[[OUT:.*]] = affine_map<(d0, d1, d2, d3, d4, d5, d6, d7) -> (d0, d1, d2, d6, d7)>

// CHECK-LABEL: @padded(
// CHECK: %[[PADDED:.*]] = tensor.insert_slice %arg0 into %{{.*}}[0, 0, 1, 2] [%{{.*}}, 4, 9, 8] [1, 1, 1, 1]
// CHECK: %[[X:.*]] = tensor.expand_shape %[[PADDED]] {{.*}} into tensor<?x2x2x12x11xf32>
// CHECK: %[[W:.*]] = tensor.expand_shape %arg1 {{.*}} into tensor<2x3x2x3x2xf32>
// CHECK: %[[SUM:.*]] = linalg.generic {indexing_maps = [#[[IN]], #[[WEIGHT]], #[[OUT]]], iterator_types = ["parallel", "parallel", "parallel", "reduction", "reduction", "reduction", "parallel", "parallel"]} ins(%[[X]], %[[W]] :
// CHECK: tensor.collapse_shape %[[SUM]]
func.func @padded(%x: tensor<?x4x9x8xf32>, %w: tensor<6x2x3x2xf32>) -> tensor<?x6x5x10xf32> {
  %y = nn.conv2d %x, %w strides [2, 1] padding [1, 2, 2, 1] groups 2 : tensor<?x4x9x8xf32>, tensor<6x2x3x2xf32>
  return %y : tensor<?x6x5x10xf32>
}

// CHECK-LABEL: @unpadded(
// CHECK-NOT: tensor.insert_slice
// CHECK: tensor.expand_shape %arg0 {{.*}} into tensor<?x8x8x1x4xf32>
// CHECK: linalg.generic {{.*}}iterator_types = ["parallel", "parallel", "parallel", "reduction", "reduction", "parallel", "reduction", "parallel"]
func.func @unpadded(%x: tensor<?x8x8x4xf32>, %w: tensor<3x3x4x6xf32>) -> tensor<?x6x6x6xf32> {
  %y = nn.conv2d %x, %w channels_last : tensor<?x8x8x4xf32>, tensor<3x3x4x6xf32>
  return %y : tensor<?x6x6x6xf32>
}

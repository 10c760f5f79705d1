// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// Pixels lie as far apart as the strides; the weight is read backwards.
// CHECK: #[[GRAD:.*]] = affine_map<(d0, d1, d2, d3, d4, d5, d6, d7) -> (d0, d1, d3, d6 - d4 + 3, d7 - d5 + 3)>

// CHECK-LABEL: @spread(
// CHECK: tensor.insert_slice %arg0 into %{{.*}}[0, 0, 2, 1] [%{{.*}}, 6, 5, 10] [1, 1, 2, 1] : tensor<?x6x5x10xf32> into tensor<?x6x12x11xf32>
// CHECK: linalg.generic {indexing_maps = [#[[GRAD]],
// CHECK: tensor.collapse_shape {{.*}} into tensor<?x4x9x8xf32>
func.func @spread(%g: tensor<?x6x5x10xf32>, %w: tensor<6x2x3x2xf32>) -> tensor<?x4x9x8xf32> {
  %y = nn.conv2d_data_gradient %g, %w size [9, 8] strides [2, 1] padding [1, 2, 2, 1] groups 2 : tensor<?x6x5x10xf32>, tensor<6x2x3x2xf32>
  return %y : tensor<?x4x9x8xf32>
}

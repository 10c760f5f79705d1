// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK: #[[MAP:.*]] = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d2, d4, d1, d3, d5)>
// CHECK-LABEL: @unpatchify(
// CHECK: tensor.expand_shape {{.*}} into tensor<?x3x5x2x4x6xf32>
// CHECK: linalg.generic {indexing_maps = [#[[MAP]],
// CHECK: tensor.expand_shape {{.*}} into tensor<?x2x12x30xf32>
func.func @unpatchify(%p: tensor<?x15x48xf32>) -> tensor<?x2x12x30xf32> {
  %x = nn.unpatchify %p, [2, 12, 30] patch [4, 6] : tensor<?x15x48xf32>
  return %x : tensor<?x2x12x30xf32>
}

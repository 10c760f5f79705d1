// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK: #[[MAP:.*]] = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d3, d1, d4, d2, d5)>
// CHECK-LABEL: @patchify(
// CHECK: tensor.expand_shape {{.*}} into tensor<?x2x3x4x5x6xf32>
// CHECK: linalg.generic {indexing_maps = [#[[MAP]],
// CHECK: tensor.expand_shape {{.*}} into tensor<?x15x48xf32>
func.func @patchify(%x: tensor<?x2x12x30xf32>) -> tensor<?x15x48xf32> {
  %p = nn.patchify %x patch [4, 6] : tensor<?x2x12x30xf32>
  return %p : tensor<?x15x48xf32>
}

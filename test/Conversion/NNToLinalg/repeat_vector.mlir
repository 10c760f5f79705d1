// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK: #[[ROW:.*]] = affine_map<(d0, d1, d2) -> (d0, d2)>
// CHECK-LABEL: @repeat_vector(
// CHECK: linalg.generic {indexing_maps = [#[[ROW]],
func.func @repeat_vector(%x: tensor<?x3xf32>) -> tensor<?x4x3xf32> {
  %y = nn.repeat_vector %x, 4 : tensor<?x3xf32>
  return %y : tensor<?x4x3xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @unshuffle(
// CHECK: linalg.generic {{.*}} ins(%{{.*}} : tensor<?x2x3x2x2x2xf32>) outs(%{{.*}} : tensor<?x2x2x2x3x2xf32>)
// CHECK: tensor.collapse_shape
// CHECK: tensor.collapse_shape
func.func @unshuffle(%x: tensor<?x2x6x4xf32>) -> tensor<?x8x3x2xf32> {
  %y = nn.pixel_unshuffle %x factor 2 : tensor<?x2x6x4xf32>
  return %y : tensor<?x8x3x2xf32>
}

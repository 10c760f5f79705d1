// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @shuffle(
// CHECK: linalg.generic {{.*}} ins(%{{.*}} : tensor<?x2x2x2x3x2xf32>) outs(%{{.*}} : tensor<?x2x3x2x2x2xf32>)
// CHECK: tensor.collapse_shape
// CHECK: tensor.collapse_shape
func.func @shuffle(%x: tensor<?x8x3x2xf32>) -> tensor<?x2x6x4xf32> {
  %y = nn.pixel_shuffle %x factor 2 : tensor<?x8x3x2xf32>
  return %y : tensor<?x2x6x4xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @nearest(
// CHECK: linalg.generic {{.*}} outs(%{{.*}} : tensor<?x2x3x2x4x3xf32>)
// CHECK: tensor.collapse_shape
// CHECK: tensor.collapse_shape
func.func @nearest(%x: tensor<?x2x3x4xf32>) -> tensor<?x2x6x12xf32> {
  %y = nn.upsample2d %x factors [2, 3] : tensor<?x2x3x4xf32>
  return %y : tensor<?x2x6x12xf32>
}

// CHECK-LABEL: @bilinear(
// CHECK: %[[WEIGHTS:.*]] = linalg.generic {{.*}} outs(%{{.*}} : tensor<6x3xf32>)
// CHECK: math.absf
// CHECK: linalg.generic {{.*}} ins(%[[WEIGHTS]], %arg0
// CHECK-NOT: linalg.generic
func.func @bilinear(%x: tensor<?x2x3x4xf32>) -> tensor<?x2x6x4xf32> {
  %y = nn.upsample2d %x factors [2, 1] bilinear : tensor<?x2x3x4xf32>
  return %y : tensor<?x2x6x4xf32>
}

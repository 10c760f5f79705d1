// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @nearest(
// CHECK: linalg.generic {{.*}}iterator_types = ["parallel", "parallel", "parallel", "reduction", "parallel", "reduction"]
func.func @nearest(%g: tensor<?x2x6x12xf32>) -> tensor<?x2x3x4xf32> {
  %y = nn.upsample2d_gradient %g factors [2, 3] : tensor<?x2x6x12xf32>
  return %y : tensor<?x2x3x4xf32>
}

// CHECK-LABEL: @bilinear(
// CHECK: %[[WEIGHTS:.*]] = linalg.generic {{.*}} outs(%{{.*}} : tensor<6x3xf32>)
// CHECK: linalg.generic {{.*}} ins(%[[WEIGHTS]], %arg0
func.func @bilinear(%g: tensor<?x2x6x4xf32>) -> tensor<?x2x3x4xf32> {
  %y = nn.upsample2d_gradient %g factors [2, 1] bilinear : tensor<?x2x6x4xf32>
  return %y : tensor<?x2x3x4xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @linear(
// CHECK: tensor.expand_shape {{.*}} into tensor<?x2x1x3xf32>
// CHECK: linalg.generic {{.*}} outs(%{{.*}} : tensor<6x3xf32>)
func.func @linear(%x: tensor<?x2x3xf32>) -> tensor<?x2x6xf32> {
  %y = nn.upsample1d %x factor 2 linear : tensor<?x2x3xf32>
  return %y : tensor<?x2x6xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @signal(
// CHECK: tensor.expand_shape {{.*}} into tensor<?x2x1x9xf32>
// CHECK: arith.addf
func.func @signal(%x: tensor<?x2x9xf32>) -> tensor<?x2x4xf32> {
  %y = nn.avg_pool1d %x kernel 2 : tensor<?x2x9xf32>
  return %y : tensor<?x2x4xf32>
}

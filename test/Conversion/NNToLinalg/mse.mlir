// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @mse(
// CHECK: arith.subf
// CHECK: %[[SQUARE:.*]] = arith.mulf %[[E:.*]], %[[E]]
// CHECK: arith.addf
// CHECK: arith.constant dense<4.000000e+00>
// CHECK: arith.divf
func.func @mse(%p: tensor<?x4xf32>, %t: tensor<?x4xf32>) -> tensor<?xf32> {
  %l = nn.mse %p, %t : tensor<?x4xf32>
  return %l : tensor<?xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @masked_cross_entropy(
// CHECK: linalg.generic
func.func @masked_cross_entropy(%y: tensor<?x4x3xf32>, %t: tensor<?x4xi64>, %m: tensor<?x4xf32>) -> tensor<?xf32> {
  %l = nn.masked_cross_entropy %y, %t mask %m : tensor<?x4x3xf32>, tensor<?x4xi64>, tensor<?x4xf32>
  return %l : tensor<?xf32>
}

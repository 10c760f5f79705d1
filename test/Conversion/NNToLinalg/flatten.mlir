// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @flatten(
// CHECK: tensor.collapse_shape %{{.*}} {{\[\[}}0], [1, 2]] : tensor<?x2x3xf32> into tensor<?x6xf32>
func.func @flatten(%x: tensor<?x2x3xf32>) -> tensor<?x6xf32> {
  %y = nn.flatten %x : tensor<?x2x3xf32>
  return %y : tensor<?x6xf32>
}

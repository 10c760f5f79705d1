// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @weight_samples(
// CHECK: arith.maximumf
// CHECK: arith.mulf
// CHECK: arith.divf
func.func @weight_samples(%l: tensor<?xf32>, %w: tensor<?xf32>) -> tensor<?xf32> {
  %y = nn.weight_samples %l, %w : tensor<?xf32>
  return %y : tensor<?xf32>
}

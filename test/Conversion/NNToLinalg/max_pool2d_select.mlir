// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @selected(
// CHECK: %[[CHOSEN:.*]]:2 = linalg.generic {{.*}}iterator_types = ["parallel", "parallel", "parallel", "parallel", "reduction", "reduction"]
// CHECK: %[[LARGER:.*]] = arith.cmpf ogt
// CHECK: %[[NAN:.*]] = arith.cmpf uno
// CHECK: arith.ori %[[LARGER]], %[[NAN]]
// CHECK: return %[[CHOSEN]]#1
func.func @selected(%x: tensor<?x2x5x7xf32>, %v: tensor<?x2x5x7xf32>) -> tensor<?x2x3x4xf32> {
  %y = nn.max_pool2d_select %x, %v kernel [3, 2] strides [2, 2] padding [1, 1, 1, 0] : tensor<?x2x5x7xf32>, tensor<?x2x5x7xf32>
  return %y : tensor<?x2x3x4xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// Back through time: gradients of state and cell are carried.
// CHECK-LABEL: @lstm_grad(
// CHECK: %[[LAST:[a-z0-9_]+]] = arith.constant 3 : index
// CHECK: scf.for %[[I:[a-z0-9_]+]] =
// CHECK: arith.subi %[[LAST]], %[[I]]
// CHECK: linalg.copy
// CHECK: linalg.copy
func.func @lstm_grad(%g: tensor<?x4x2xf32>, %p: tensor<?x4x8xf32>, %w: tensor<8x2xf32>, %h: tensor<?x2xf32>, %c: tensor<?x2xf32>, %k: tensor<?x4x10xf32>) -> tensor<?x2xf32> {
  %dp, %dh, %dc = nn.lstm_grad %g of %p, %w, %h, %c kept %k : tensor<?x4x2xf32>, tensor<?x4x8xf32>, tensor<8x2xf32>, tensor<?x2xf32>, tensor<?x2xf32>, tensor<?x4x10xf32>
  return %dh : tensor<?x2xf32>
}

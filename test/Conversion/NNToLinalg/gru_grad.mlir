// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// Back through time: from the last step, the gradient of the state carried.
// CHECK-LABEL: @gru_grad(
// CHECK: %[[LAST:[a-z0-9_]+]] = arith.constant 3 : index
// CHECK: scf.for %[[I:[a-z0-9_]+]] =
// CHECK: arith.subi %[[LAST]], %[[I]]
// CHECK: linalg.copy
func.func @gru_grad(%g: tensor<?x4x2xf32>, %p: tensor<?x4x6xf32>, %w: tensor<6x2xf32>, %b: tensor<6xf32>, %h: tensor<?x2xf32>, %k: tensor<?x4x8xf32>) -> tensor<?x2xf32> {
  %dp, %ds, %dh = nn.gru_grad %g of %p, %w, %b, %h kept %g, %k : tensor<?x4x2xf32>, tensor<?x4x6xf32>, tensor<6x2xf32>, tensor<6xf32>, tensor<?x2xf32>, tensor<?x4x2xf32>, tensor<?x4x8xf32>
  return %dh : tensor<?x2xf32>
}

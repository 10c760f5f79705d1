// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// Pairs lie in a dimension of their own; nothing is as large as batch times batch.
// CHECK-NOT: tensor<?x?
// CHECK-LABEL: @mmd(
// CHECK: tensor.extract %{{.*}} : tensor<?x5x8xf32>
// CHECK: arith.divf
// CHECK-LABEL: @rbf(
// CHECK: math.exp
func.func @mmd(%z: tensor<?x8xf32>, %prior: tensor<?x8xf32>) -> tensor<?xf32> {
  %0 = nn.mmd %z, %prior pairs 5 : tensor<?x8xf32>
  return %0 : tensor<?xf32>
}
func.func @rbf(%z: tensor<?x8xf32>, %prior: tensor<?x8xf32>) -> tensor<?xf32> {
  %0 = nn.mmd %z, %prior kernel rbf : tensor<?x8xf32>
  return %0 : tensor<?xf32>
}

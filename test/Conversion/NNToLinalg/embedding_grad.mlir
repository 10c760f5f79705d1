// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// Place by place in the order of the data: a row of the table at a time.
// CHECK-LABEL: @embedding_grad(
// CHECK: scf.for %[[B:[a-z0-9_]+]] =
// CHECK: scf.for %[[T:[a-z0-9_]+]] =
// CHECK: tensor.extract %{{.*}}[%[[B]], %[[T]]]
// CHECK: linalg.generic
// CHECK: arith.addf
// CHECK: tensor.insert_slice
func.func @embedding_grad(%g: tensor<?x3x2xf32>, %i: tensor<?x3xi64>, %w: tensor<5x2xf32>) -> tensor<5x2xf32> {
  %d = nn.embedding_grad %g at %i like %w : tensor<?x3x2xf32>, tensor<?x3xi64>, tensor<5x2xf32>
  return %d : tensor<5x2xf32>
}

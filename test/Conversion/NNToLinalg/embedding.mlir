// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// An index outside the table reads row 0 and gives 0.
// CHECK-LABEL: @embedding(
// CHECK: linalg.generic
// CHECK: %[[INSIDE:[a-z0-9_]+]] = arith.cmpi ult, %[[I:[a-z0-9_]+]], %{{.*}} : i64
// CHECK: %[[SAFE:[a-z0-9_]+]] = arith.select %[[INSIDE]], %[[I]]
// CHECK: %[[ROW:[a-z0-9_]+]] = arith.index_cast %[[SAFE]]
// CHECK: %[[E:[a-z0-9_]+]] = tensor.extract %{{.*}}[%[[ROW]], %{{.*}}]
// CHECK: arith.select %[[INSIDE]], %[[E]]
func.func @embedding(%i: tensor<?x3xi64>, %w: tensor<5x2xf32>) -> tensor<?x3x2xf32> {
  %e = nn.embedding %i, %w : tensor<?x3xi64>, tensor<5x2xf32>
  return %e : tensor<?x3x2xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// State and cell are carried.
// CHECK-LABEL: @lstm(
// CHECK: scf.for
// CHECK: linalg.copy
// CHECK: linalg.copy
// CHECK: scf.yield
func.func @lstm(%p: tensor<?x4x8xf32>, %w: tensor<8x2xf32>, %h: tensor<?x2xf32>, %c: tensor<?x2xf32>) -> tensor<?x4x2xf32> {
  %s, %e, %q, %k = nn.lstm %p, %w, %h, %c : tensor<?x4x8xf32>, tensor<8x2xf32>, tensor<?x2xf32>, tensor<?x2xf32>
  return %s : tensor<?x4x2xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @maximum(
// CHECK: linalg.generic
// CHECK: ^bb0(%[[A:.*]]: f32, %[[B:.*]]: f32, %{{.*}}: f32):
// CHECK: %[[Y:.*]] = arith.maximumf %[[A]], %[[B]] : f32
// CHECK: linalg.yield %[[Y]] : f32
func.func @maximum(%x: tensor<?x4xf32>, %b: tensor<4xf32>) -> tensor<?x4xf32> {
  %y = nn.maximum %x, %b : tensor<?x4xf32>, tensor<4xf32>
  return %y : tensor<?x4xf32>
}

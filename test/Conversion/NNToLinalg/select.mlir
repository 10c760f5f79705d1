// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @select(
// CHECK: linalg.generic
// CHECK: ^bb0(%[[P:.*]]: f32, %[[A:.*]]: f32, %[[B:.*]]: f32, %{{.*}}: f32):
// CHECK: %[[POSITIVE:.*]] = arith.cmpf ogt, %[[P]]
// CHECK: %[[Y:.*]] = arith.select %[[POSITIVE]], %[[A]], %[[B]] : f32
// CHECK: linalg.yield %[[Y]] : f32
func.func @select(%x: tensor<?x4xf32>, %b: tensor<4xf32>) -> tensor<?x4xf32> {
  %y = nn.select %x, %x, %b : tensor<?x4xf32>, tensor<?x4xf32>, tensor<4xf32>
  return %y : tensor<?x4xf32>
}

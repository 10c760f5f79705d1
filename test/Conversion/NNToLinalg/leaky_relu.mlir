// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @leaky_relu(
// CHECK: linalg.generic
// CHECK: ^bb0(%[[X:.*]]: f32, %{{.*}}: f32):
// CHECK: %[[BELOW:.*]] = arith.mulf %[[X]], %{{.*}} : f32
// CHECK: %[[POSITIVE:.*]] = arith.cmpf ogt, %[[X]], %{{.*}} : f32
// CHECK: %[[Y:.*]] = arith.select %[[POSITIVE]], %[[X]], %[[BELOW]] : f32
// CHECK: linalg.yield %[[Y]] : f32
func.func @leaky_relu(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.leaky_relu %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

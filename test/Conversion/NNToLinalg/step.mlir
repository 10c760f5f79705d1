// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @step(
// CHECK: linalg.generic
// CHECK: ^bb0(%[[X:.*]]: f32, %{{.*}}: f32):
// CHECK: %[[POSITIVE:.*]] = arith.cmpf ogt, %[[X]], %{{.*}} : f32
// CHECK: %[[Y:.*]] = arith.select %[[POSITIVE]], %{{.*}}, %{{.*}} : f32
// CHECK: linalg.yield %[[Y]] : f32
func.func @step(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.step %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

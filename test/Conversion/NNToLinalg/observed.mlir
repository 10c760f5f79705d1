// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @observed(
// CHECK: ^bb0(%[[X:.*]]: f32, %{{.*}}: f32):
// CHECK: %[[SEEN:.*]] = arith.cmpf ord, %[[X]], %[[X]] : f32
// CHECK: arith.select %[[SEEN]], %{{.*}}, %{{.*}} : f32
func.func @observed(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.observed %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

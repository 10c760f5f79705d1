// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @class_weights(
// CHECK: linalg.generic
// CHECK: ^bb0(%[[I:.*]]: i64, %{{.*}}: f32):
// CHECK: %[[FIRST:.*]] = arith.cmpi eq, %[[I]], %{{.*}} : i64
// CHECK: %[[W:.*]] = arith.select %[[FIRST]], %{{.*}}, %{{.*}} : f32
// CHECK: %[[SECOND:.*]] = arith.cmpi eq, %[[I]], %{{.*}} : i64
// CHECK: arith.select %[[SECOND]], %{{.*}}, %[[W]] : f32
func.func @class_weights(%i: tensor<?xi64>) -> tensor<?xf32> {
  %y = nn.class_weights %i, [0.5, 2.0] of f32 : tensor<?xi64>
  return %y : tensor<?xf32>
}

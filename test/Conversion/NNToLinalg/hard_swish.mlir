// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @hard_swish(
// CHECK: linalg.generic
// CHECK: ^bb0(%[[X:.*]]: f32, %{{.*}}: f32):
// CHECK: %[[SCALED:.*]] = arith.mulf %[[X]], %{{.*}} : f32
// CHECK: %[[LINE:.*]] = arith.addf %[[SCALED]], %{{.*}} : f32
// CHECK: %[[CUT:.*]] = arith.maximumf %[[LINE]], %{{.*}} : f32
// CHECK: %[[GATE:.*]] = arith.minimumf %[[CUT]], %{{.*}} : f32
// CHECK: %[[Y:.*]] = arith.mulf %[[X]], %[[GATE]] : f32
// CHECK: linalg.yield %[[Y]] : f32
func.func @hard_swish(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.hard_swish %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

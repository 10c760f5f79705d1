// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @relu6(
// CHECK: linalg.generic
// CHECK: ^bb0(%[[X:.*]]: f32, %{{.*}}: f32):
// CHECK: %[[CUT:.*]] = arith.maximumf %[[X]], %{{.*}} : f32
// CHECK: %[[Y:.*]] = arith.minimumf %[[CUT]], %{{.*}} : f32
// CHECK: linalg.yield %[[Y]] : f32
func.func @relu6(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.relu6 %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

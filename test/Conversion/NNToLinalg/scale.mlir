// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// The factor is rounded once, before the loop.
// CHECK-LABEL: @scale(
// CHECK: %[[FACTOR:.*]] = arith.truncf %{{.*}} : f64 to f32
// CHECK: linalg.generic
// CHECK: arith.mulf %{{.*}}, %[[FACTOR]] : f32
func.func @scale(%x: tensor<?x4xf32>, %factor: f64) -> tensor<?x4xf32> {
  %y = nn.scale %x by %factor : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @fill_missing(
// CHECK: ^bb0(%[[X:.*]]: f32, %{{.*}}: f32):
// CHECK: %[[SEEN:.*]] = arith.cmpf ord, %[[X]], %[[X]] : f32
// CHECK: arith.select %[[SEEN]], %[[X]], %{{.*}} : f32
func.func @fill_missing(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.fill_missing %x {value = 2.0} : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

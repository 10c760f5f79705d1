// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @erf(
// CHECK: linalg.generic
// CHECK: ^bb0(%[[X:.*]]: f32, %{{.*}}: f32):
// CHECK: %[[Y:.*]] = math.erf %[[X]] : f32
// CHECK: linalg.yield %[[Y]] : f32
func.func @erf(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.erf %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

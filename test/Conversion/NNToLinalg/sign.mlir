// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @sign(
// CHECK: linalg.generic
// CHECK: ^bb0(%[[X:.*]]: f32, %{{.*}}: f32):
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[BELOW:.*]] = arith.cmpf ogt, %[[ZERO]], %[[X]]
// CHECK: %[[REST:.*]] = arith.select %[[BELOW]], %{{.*}}, %[[ZERO]]
// CHECK: %[[ABOVE:.*]] = arith.cmpf ogt, %[[X]], %[[ZERO]]
// CHECK: %[[Y:.*]] = arith.select %[[ABOVE]], %{{.*}}, %[[REST]]
// CHECK: linalg.yield %[[Y]] : f32
func.func @sign(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.sign %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @within(
// CHECK: linalg.generic
// CHECK: ^bb0(%[[X:.*]]: f32, %{{.*}}: f32):
// CHECK: %[[ABOVE:.*]] = arith.cmpf ogt, %[[X]]
// CHECK: %[[BELOW:.*]] = arith.cmpf ogt, %{{.*}}, %[[X]]
// CHECK: %[[INSIDE:.*]] = arith.andi %[[ABOVE]], %[[BELOW]]
// CHECK: %[[Y:.*]] = arith.select %[[INSIDE]]
// CHECK: linalg.yield %[[Y]] : f32
func.func @within(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.within %x {high = 2.0, low = -1.0} : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// CHECK-LABEL: @closed(
// CHECK-COUNT-2: arith.cmpf oge
func.func @closed(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.within %x {closed, high = 2.0, low = -1.0} : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

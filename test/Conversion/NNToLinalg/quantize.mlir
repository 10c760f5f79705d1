// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @quantize(
// CHECK: linalg.generic
// CHECK: %[[STEP:.*]] = arith.constant 2.500000e-01 : f32
// CHECK: %[[PLACE:.*]] = arith.divf %{{.*}}, %[[STEP]]
// CHECK: %[[WHOLE:.*]] = math.roundeven %[[PLACE]]
// CHECK: %[[Y:.*]] = arith.mulf %[[WHOLE]], %[[STEP]]
// CHECK: linalg.yield %[[Y]] : f32
func.func @quantize(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.quantize %x step 0.25 : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

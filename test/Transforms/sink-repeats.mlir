// RUN: aec-opt %s -aec-sink-repeats -remark-format=emitRemark -remarks-filter=fusion -verify-diagnostics | FileCheck %s

// The product with the weight and its bias are one step's.
// CHECK-LABEL: @decoder(
// CHECK-SAME: %[[Z:[a-z0-9]+]]: tensor<?x4xf32>, %[[W:[a-z0-9]+]]: tensor<6x4xf32>, %[[B:[a-z0-9]+]]: tensor<6xf32>)
// CHECK-NEXT: %[[P:.*]] = nn.einsum "bk,nk->bn" %[[Z]], %[[W]]
// CHECK-NEXT: %[[S:.*]] = nn.add %[[P]], %[[B]] : tensor<?x6xf32>, tensor<6xf32>
// CHECK-NEXT: %[[R:.*]] = nn.repeat_vector %[[S]], 5
// CHECK-NEXT: return %[[R]]
func.func @decoder(%z: tensor<?x4xf32>, %w: tensor<6x4xf32>, %b: tensor<6xf32>) -> tensor<?x5x6xf32> {
  %r = nn.repeat_vector %z, 5 : tensor<?x4xf32>
  // expected-remark @+1 {{one product instead of 5 equal ones}}
  %p = nn.einsum "btk,nk->btn" %r, %w : tensor<?x5x4xf32>, tensor<6x4xf32>
  %s = nn.add %p, %b : tensor<?x5x6xf32>, tensor<6xf32>
  return %s : tensor<?x5x6xf32>
}

// Steps that differ, in the other operand.
// CHECK-LABEL: @positions(
// CHECK-NEXT: nn.repeat_vector
// CHECK-NEXT: nn.add
func.func @positions(%z: tensor<?x4xf32>, %p: tensor<5x4xf32>) -> tensor<?x5x4xf32> {
  %r = nn.repeat_vector %z, 5 : tensor<?x4xf32>
  %s = nn.add %r, %p : tensor<?x5x4xf32>, tensor<5x4xf32>
  return %s : tensor<?x5x4xf32>
}

// Steps that are summed over.
// CHECK-LABEL: @summed(
// CHECK-NEXT: nn.repeat_vector
// CHECK-NEXT: nn.einsum "btk,btn->bkn"
func.func @summed(%z: tensor<?x4xf32>, %x: tensor<?x5x6xf32>) -> tensor<?x4x6xf32> {
  %r = nn.repeat_vector %z, 5 : tensor<?x4xf32>
  %s = nn.einsum "btk,btn->bkn" %r, %x : tensor<?x5x4xf32>, tensor<?x5x6xf32>
  return %s : tensor<?x4x6xf32>
}

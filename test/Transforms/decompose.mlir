// RUN: aec-opt %s -aec-decompose | FileCheck %s

// CHECK-LABEL: @losses(
// CHECK-SAME: %[[Y:[a-z0-9]+]]: tensor<?x4xf32>, %[[X:[a-z0-9]+]]: tensor<?x4xf32>)
// CHECK: %[[E:.*]] = nn.sub %[[Y]], %[[X]]
// CHECK: %[[S:.*]] = nn.square %[[E]]
// CHECK-NOT: nn.mean
// CHECK: nn.sum %[[S]] dims [1]
// CHECK: nn.div
// CHECK-NOT: nn.cosine
// CHECK-NOT: nn.softmax
// CHECK-NOT: nn.flatten
// CHECK: return
func.func @losses(%y: tensor<?x4xf32>, %x: tensor<?x4xf32>) -> (tensor<?xf32>, tensor<?xf32>, tensor<?x4xf32>, tensor<?x4xf32>) {
  %mse = nn.mse %y, %x : tensor<?x4xf32>
  %cos = nn.cosine %y, %x : tensor<?x4xf32>
  %p = nn.softmax %y : tensor<?x4xf32>
  %f = nn.flatten %p : tensor<?x4xf32>
  return %mse, %cos, %p, %f : tensor<?xf32>, tensor<?xf32>, tensor<?x4xf32>, tensor<?x4xf32>
}

// An op that is no formula of others stays.
// CHECK-LABEL: @kept(
// CHECK-NEXT: nn.sigmoid
// CHECK-NEXT: return
func.func @kept(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.sigmoid %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

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

// A channel's sum over the pixels of all images: pixels, then the batch.
// CHECK-LABEL: @channels(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<?x3x4x5xf32>
// CHECK: %[[PIXELS:.*]] = nn.sum %[[X]] dims [2, 3]
// CHECK: %[[SUM:.*]] = nn.sum %[[PIXELS]] dims [0]
// CHECK: nn.reshape %[[SUM]], [3, 1, 1]
// CHECK: return
func.func @channels(%x: tensor<?x3x4x5xf32>) -> tensor<3x1x1xf32> {
  %s = nn.sum_to %x : tensor<?x3x4x5xf32> -> tensor<3x1x1xf32>
  return %s : tensor<3x1x1xf32>
}

// A sample's sum stays, and so does a sum of everything.
// CHECK-LABEL: @samples(
// CHECK-NEXT: nn.sum %{{.*}} dims [1, 2, 3]
// CHECK-NEXT: nn.sum %{{.*}} dims [0, 1, 2, 3]
func.func @samples(%x: tensor<?x3x4x5xf32>) -> (tensor<?xf32>, tensor<f32>) {
  %s = nn.sum %x dims [1, 2, 3] : tensor<?x3x4x5xf32>
  %all = nn.sum %x dims [0, 1, 2, 3] : tensor<?x3x4x5xf32>
  return %s, %all : tensor<?xf32>, tensor<f32>
}

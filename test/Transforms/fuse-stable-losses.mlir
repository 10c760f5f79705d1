// RUN: aec-opt %s -aec-fuse-stable-losses -remark-format=emitRemark -remarks-filter=fusion -verify-diagnostics | FileCheck %s

// CHECK-LABEL: @bce(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>, %[[T:.*]]: tensor<?x4xf32>)
// CHECK-NOT: nn.sigmoid
// CHECK: nn.bce_with_logits %[[X]], %[[T]] reduce sum : tensor<?x4xf32>
func.func @bce(%x: tensor<?x4xf32>, %t: tensor<?x4xf32>) -> tensor<f32> {
  %p = nn.sigmoid %x : tensor<?x4xf32>
  // expected-remark @+1 {{nn.sigmoid and nn.bce became nn.bce_with_logits}}
  %l = nn.bce %p, %t reduce sum : tensor<?x4xf32>
  return %l : tensor<f32>
}

// Class indices pass through; the softmax stays for its other reader.
// CHECK-LABEL: @cross_entropy(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>, %[[T:.*]]: tensor<?xi64>)
// CHECK: %[[P:.*]] = nn.softmax %[[X]]
// CHECK: %[[L:.*]] = nn.cross_entropy_with_logits %[[X]], %[[T]] : tensor<?x4xf32>, tensor<?xi64>
// CHECK: return %[[L]], %[[P]]
func.func @cross_entropy(%x: tensor<?x4xf32>, %t: tensor<?xi64>) -> (tensor<?xf32>, tensor<?x4xf32>) {
  %p = nn.softmax %x : tensor<?x4xf32>
  // expected-remark @+1 {{nn.softmax and nn.cross_entropy became nn.cross_entropy_with_logits}}
  %l = nn.cross_entropy %p, %t : tensor<?x4xf32>, tensor<?xi64>
  return %l, %p : tensor<?xf32>, tensor<?x4xf32>
}

// A sigmoid as the target is no pair, nor is another activation.
// CHECK-LABEL: @declined(
// CHECK: nn.bce %{{.*}}, %{{.*}} : tensor<?x4xf32>
// CHECK: nn.cross_entropy %
func.func @declined(%x: tensor<?x4xf32>) -> (tensor<?xf32>, tensor<?xf32>) {
  %p = nn.sigmoid %x : tensor<?x4xf32>
  // expected-remark @+1 {{nn.bce keeps probabilities: its prediction is no nn.sigmoid}}
  %l = nn.bce %x, %p : tensor<?x4xf32>
  // expected-remark @+1 {{nn.cross_entropy keeps probabilities: its prediction is no nn.softmax}}
  %c = nn.cross_entropy %p, %x : tensor<?x4xf32>
  return %l, %c : tensor<?xf32>, tensor<?xf32>
}

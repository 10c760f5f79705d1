// RUN: aec-opt %s -aec-fold-transposes | FileCheck %s

// CHECK-LABEL: @into_product(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<?x4xf32>, %[[W:[a-z0-9]+]]: tensor<4x2xf32>)
// CHECK-NEXT: nn.matmul %[[X]], %[[W]] : tensor<?x4xf32>, tensor<4x2xf32>
func.func @into_product(%x: tensor<?x4xf32>, %w: tensor<4x2xf32>) -> tensor<?x2xf32> {
  %t = nn.transpose %w, [1, 0] : tensor<4x2xf32>
  %y = nn.matmul %x, %t transpose_rhs : tensor<?x4xf32>, tensor<2x4xf32>
  return %y : tensor<?x2xf32>
}

// (A^T B)^T is B^T A.
// CHECK-LABEL: @behind_product(
// CHECK-SAME: %[[G:[a-z0-9]+]]: tensor<?x2xf32>, %[[X:[a-z0-9]+]]: tensor<?x4xf32>)
// CHECK-NEXT: nn.matmul %[[X]], %[[G]] transpose_lhs
// CHECK-NEXT: return
func.func @behind_product(%g: tensor<?x2xf32>, %x: tensor<?x4xf32>) -> tensor<4x2xf32> {
  %w = nn.matmul %g, %x transpose_lhs : tensor<?x2xf32>, tensor<?x4xf32>
  %t = nn.transpose %w, [1, 0] : tensor<2x4xf32>
  return %t : tensor<4x2xf32>
}

// A step: the update of a weight that lies transposed has no transpose left.
// CHECK-LABEL: @update(
// CHECK-NOT: nn.transpose
// CHECK: %[[GRAD:.*]] = nn.matmul %{{.*}}, %{{.*}} transpose_lhs : tensor<?x4xf32>, tensor<?x2xf32>
// CHECK: %[[NEW:.*]], %{{.*}} = nn.sgd_update %{{.*}}, %[[GRAD]]
// CHECK-NOT: nn.transpose
// CHECK: return %[[NEW]]
func.func @update(%w: tensor<4x2xf32>, %m: tensor<4x2xf32>, %g: tensor<?x2xf32>, %x: tensor<?x4xf32>, %rate: f64, %s: i64)
    -> (tensor<4x2xf32>, tensor<4x2xf32>) {
  %wt = nn.transpose %w, [1, 0] : tensor<4x2xf32>
  %mt = nn.transpose %m, [1, 0] : tensor<4x2xf32>
  %dw = nn.matmul %g, %x transpose_lhs : tensor<?x2xf32>, tensor<?x4xf32>
  %nw, %nm = nn.sgd_update %wt, %dw, moments %mt rate %rate step %s {momentum = 0.9, weight_decay = 0.0} : tensor<2x4xf32>, tensor<2x4xf32> -> tensor<2x4xf32>
  %a = nn.transpose %nw, [1, 0] : tensor<2x4xf32>
  %b = nn.transpose %nm, [1, 0] : tensor<2x4xf32>
  return %a, %b : tensor<4x2xf32>, tensor<4x2xf32>
}

// A tied weight: the sum of its two gradients, one of them the other way.
// CHECK-LABEL: @tied(
// CHECK-NOT: nn.transpose
// CHECK: nn.add %{{.*}}, %{{.*}} : tensor<4x2xf32>
// CHECK-NOT: nn.transpose
// CHECK: return
func.func @tied(%g: tensor<?x2xf32>, %x: tensor<?x4xf32>) -> tensor<4x2xf32> {
  %a = nn.matmul %g, %x transpose_lhs : tensor<?x2xf32>, tensor<?x4xf32>
  %b = nn.matmul %g, %x transpose_lhs : tensor<?x2xf32>, tensor<?x4xf32>
  %s = nn.add %a, %b : tensor<2x4xf32>
  %t = nn.transpose %s, [1, 0] : tensor<2x4xf32>
  return %t : tensor<4x2xf32>
}

// A penalty sums both dimensions: their order does not matter.
// CHECK-LABEL: @reduction(
// CHECK-SAME: %[[W:[a-z0-9]+]]: tensor<4x2xf32>)
// CHECK: %[[S:.*]] = nn.square %[[W]]
// CHECK-NOT: nn.transpose
// CHECK: nn.sum %[[S]] dims [0, 1] : tensor<4x2xf32>
func.func @reduction(%w: tensor<4x2xf32>) -> tensor<f32> {
  %t = nn.transpose %w, [1, 0] : tensor<4x2xf32>
  %s = nn.square %t : tensor<2x4xf32>
  %l = nn.sum %s dims [0, 1] : tensor<2x4xf32>
  return %l : tensor<f32>
}

// One transpose here or one there is the same work: it stays where it is. (A
// pattern that took half for enough turned these round forever.)
// CHECK-LABEL: @declined(
// CHECK-SAME: %[[W:[a-z0-9]+]]: tensor<4x2xf32>, %[[V:[a-z0-9]+]]: tensor<2x4xf32>)
// CHECK: %[[T:.*]] = nn.transpose %[[W]]
// CHECK: nn.add %[[T]], %[[V]] : tensor<2x4xf32>
// CHECK-NEXT: return
func.func @declined(%w: tensor<4x2xf32>, %v: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %t = nn.transpose %w, [1, 0] : tensor<4x2xf32>
  %s = nn.add %t, %v : tensor<2x4xf32>
  return %s : tensor<2x4xf32>
}

// A product with another reader is computed once: the transpose is real.
// CHECK-LABEL: @shared_product(
// CHECK-COUNT-1: nn.matmul
// CHECK-NOT: nn.matmul
// CHECK: nn.transpose
func.func @shared_product(%g: tensor<?x2xf32>, %x: tensor<?x4xf32>) -> (tensor<4x2xf32>, tensor<2x4xf32>) {
  %w = nn.matmul %g, %x transpose_lhs : tensor<?x2xf32>, tensor<?x4xf32>
  %t = nn.transpose %w, [1, 0] : tensor<2x4xf32>
  return %t, %w : tensor<4x2xf32>, tensor<2x4xf32>
}

// RUN: aec-opt %s -aec-generate-gradients -canonicalize -split-input-file | FileCheck %s

// The first layer gets no data gradient: nothing asks for it.
// CHECK-LABEL: @two_layers(
// CHECK-SAME: %[[V:[a-z0-9]+]]: tensor<3x4xf32>, %[[W:[a-z0-9]+]]: tensor<2x3xf32>, %[[X:[a-z0-9]+]]: tensor<?x4xf32>)
// CHECK: %[[A:.*]] = nn.matmul %[[X]], %[[V]] transpose_rhs
// CHECK: %[[H:.*]] = nn.relu %[[A]]
// CHECK: %[[GY:.*]] = nn.broadcast %{{.*}} like
// CHECK-DAG: %[[GW:.*]] = nn.matmul %[[GY]], %[[H]] transpose_lhs : tensor<?x2xf32>, tensor<?x3xf32>
// CHECK-DAG: %[[GH:.*]] = nn.matmul %[[GY]], %[[W]] : tensor<?x2xf32>, tensor<2x3xf32>
// CHECK: %[[MASK:.*]] = nn.step %[[H]]
// CHECK: %[[GA:.*]] = nn.mul %[[GH]], %[[MASK]]
// CHECK: %[[GV:.*]] = nn.matmul %[[GA]], %[[X]] transpose_lhs
// CHECK-NOT: nn.matmul
// CHECK: return %[[GV]], %[[GW]]
func.func @two_layers(%v: tensor<3x4xf32>, %w: tensor<2x3xf32>, %x: tensor<?x4xf32>) -> (tensor<3x4xf32>, tensor<2x3xf32>) {
  %a = nn.matmul %x, %v transpose_rhs : tensor<?x4xf32>, tensor<3x4xf32>
  %h = nn.relu %a : tensor<?x3xf32>
  %y = nn.matmul %h, %w transpose_rhs : tensor<?x3xf32>, tensor<2x3xf32>
  %l = nn.sum %y dims [0, 1] : tensor<?x2xf32>
  %dv, %dw = nn.gradient %l wrt %v, %w : tensor<f32>, tensor<3x4xf32>, tensor<2x3xf32>
  return %dv, %dw : tensor<3x4xf32>, tensor<2x3xf32>
}

// -----

// Every path adds up; a broadcast operand's gradient is summed.
// CHECK-LABEL: @accumulated(
// CHECK-SAME: %[[B:[a-z0-9]+]]: tensor<4xf32>, %[[X:[a-z0-9]+]]: tensor<?x4xf32>)
// CHECK-DAG: nn.sum_to %{{.*}} : tensor<?x4xf32> -> tensor<4xf32>
// CHECK: nn.sum_to
// CHECK: %[[SUM:.*]] = nn.add %{{.*}}, %{{.*}} : tensor<4xf32>
// CHECK: return %[[SUM]]
func.func @accumulated(%b: tensor<4xf32>, %x: tensor<?x4xf32>) -> tensor<4xf32> {
  %y = nn.add %x, %b : tensor<?x4xf32>, tensor<4xf32>
  %z = nn.mul %y, %b : tensor<?x4xf32>, tensor<4xf32>
  %l = nn.sum %z dims [0, 1] : tensor<?x4xf32>
  %db = nn.gradient %l wrt %b : tensor<f32>, tensor<4xf32>
  return %db : tensor<4xf32>
}

// -----

// What nothing reaches is zero; through stop_gradient, steps, counts and targets
// no gradient flows.
// CHECK-LABEL: @nothing(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<?x4xf32>
// CHECK: %[[ZERO:.*]] = nn.constant 0.000000e+00
// CHECK: %[[ZEROS:.*]] = nn.broadcast %[[ZERO]] like %[[X]]
// CHECK: return %[[ZEROS]]
func.func @nothing(%x: tensor<?x4xf32>, %i: tensor<?xi64>) -> tensor<?x4xf32> {
  %s = nn.stop_gradient %x : tensor<?x4xf32>
  %o = nn.one_hot %i like %x : tensor<?xi64>, tensor<?x4xf32>
  %y = nn.mul %s, %o : tensor<?x4xf32>
  %l = nn.sum %y dims [0, 1] : tensor<?x4xf32>
  %dx = nn.gradient %l wrt %x : tensor<f32>, tensor<?x4xf32>
  return %dx : tensor<?x4xf32>
}

// -----

// A value of several elements is differentiated as its sum; a latent in the
// middle is taken as it is, without what lies before it.
// CHECK-LABEL: @middle(
// CHECK-SAME: %[[W:[a-z0-9]+]]: tensor<4x4xf32>, %[[X:[a-z0-9]+]]: tensor<?x4xf32>)
// CHECK: %[[Z:.*]] = nn.matmul %[[X]], %[[W]]
// CHECK-NOT: nn.matmul
// CHECK: nn.mul %{{.*}}, %[[Z]] :
// CHECK-NOT: nn.matmul
// CHECK: return
func.func @middle(%w: tensor<4x4xf32>, %x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %z = nn.matmul %x, %w : tensor<?x4xf32>, tensor<4x4xf32>
  %s = nn.square %z : tensor<?x4xf32>
  %dz = nn.gradient %s wrt %z : tensor<?x4xf32>, tensor<?x4xf32>
  return %dz : tensor<?x4xf32>
}

// -----

// A gradient of a gradient: d/dx of (3 x^2) is 6 x.
// CHECK-LABEL: @second_order(
// CHECK-NOT: nn.gradient
// CHECK: nn.mul
// CHECK: nn.add
// CHECK: return
func.func @second_order(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %s = nn.square %x : tensor<?x4xf32>
  %c = nn.mul %s, %x : tensor<?x4xf32>
  %d = nn.gradient %c wrt %x : tensor<?x4xf32>, tensor<?x4xf32>
  %dd = nn.gradient %d wrt %x : tensor<?x4xf32>, tensor<?x4xf32>
  return %dd : tensor<?x4xf32>
}

// -----

// A formula without an adjoint of its own is differentiated as its formula.
// CHECK-LABEL: @formula(
// CHECK-NOT: nn.cosine
// CHECK: nn.div
// CHECK: return
func.func @formula(%x: tensor<?x4xf32>, %t: tensor<?x4xf32>) -> (tensor<?xf32>, tensor<?x4xf32>) {
  %l = nn.cosine %x, %t : tensor<?x4xf32>
  %dx = nn.gradient %l wrt %x : tensor<?xf32>, tensor<?x4xf32>
  return %l, %dx : tensor<?xf32>, tensor<?x4xf32>
}

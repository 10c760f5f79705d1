// RUN: aec-opt %s -aec-fuse-epilogues -remark-format=emitRemark -remarks-filter=fusion -verify-diagnostics | FileCheck %s

// Bias and activation. What is read later leaves the group with it.
// CHECK-LABEL: @bias_relu(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<?x4xf32>, %[[W:[a-z0-9]+]]: tensor<2x4xf32>, %[[B:[a-z0-9]+]]: tensor<2xf32>)
// CHECK-NEXT: %[[G:.*]] = nn.group(%[[GX:.*]] = %[[X]] : tensor<?x4xf32>, %[[GW:.*]] = %[[W]] : tensor<2x4xf32>, %[[GB:.*]] = %[[B]] : tensor<2xf32>) -> (tensor<?x2xf32>)
// CHECK-NEXT: %[[P:.*]] = nn.matmul %[[GX]], %[[GW]] transpose_rhs
// CHECK-NEXT: %[[A:.*]] = nn.add %[[P]], %[[GB]]
// CHECK-NEXT: %[[R:.*]] = nn.relu %[[A]]
// CHECK-NEXT: nn.yield %[[R]]
// CHECK: return %[[G]]
func.func @bias_relu(%x: tensor<?x4xf32>, %w: tensor<2x4xf32>, %b: tensor<2xf32>) -> tensor<?x2xf32> {
  // expected-remark @+1 {{product with 2 elementwise ops behind it}}
  %p = nn.matmul %x, %w transpose_rhs : tensor<?x4xf32>, tensor<2x4xf32>
  %a = nn.add %p, %b : tensor<?x2xf32>, tensor<2xf32>
  %r = nn.relu %a : tensor<?x2xf32>
  return %r : tensor<?x2xf32>
}

// The gradient of an activation behind a data gradient brings its mask along,
// which is computed in front of the product.
// CHECK-LABEL: @mask(
// CHECK: nn.group
// CHECK-NEXT: nn.matmul
// CHECK-NEXT: %[[STEP:.*]] = nn.step
// CHECK-NEXT: nn.mul %{{.*}}, %[[STEP]]
func.func @mask(%g: tensor<?x2xf32>, %w: tensor<2x4xf32>, %h: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %m = nn.step %h : tensor<?x4xf32>
  // expected-remark @+1 {{product with 2 elementwise ops behind it}}
  %p = nn.matmul %g, %w : tensor<?x2xf32>, tensor<2x4xf32>
  %r = nn.mul %p, %m : tensor<?x4xf32>
  return %r : tensor<?x4xf32>
}

// The update runs behind the weight gradient; what it needs besides is hoisted
// in front of the product, though it stood behind.
// CHECK-LABEL: @update(
// CHECK: %[[RATE:.*]] = arith.mulf
// CHECK: %[[G:.*]] = nn.group
// CHECK: nn.matmul
// CHECK: nn.sgd_update
// CHECK: return %[[G]]
func.func @update(%g: tensor<?x2xf32>, %x: tensor<?x4xf32>, %w: tensor<2x4xf32>, %rate: f64, %s: i64) -> tensor<2x4xf32> {
  // expected-remark @+1 {{product with 1 elementwise ops behind it}}
  %dw = nn.matmul %g, %x transpose_lhs : tensor<?x2xf32>, tensor<?x4xf32>
  %half = arith.mulf %rate, %rate : f64
  %nw = nn.sgd_update %w, %dw rate %half step %s {momentum = 0.0, weight_decay = 0.0} : tensor<2x4xf32>
  return %nw : tensor<2x4xf32>
}

// An activation whose input is kept for backward: the product leaves the group
// as well as its activation.
// CHECK-LABEL: @kept_input(
// CHECK: %[[G:.*]]:2 = nn.group
// CHECK: return %[[G]]#{{[01]}}, %[[G]]#{{[01]}}
func.func @kept_input(%x: tensor<?x4xf32>, %w: tensor<2x4xf32>) -> (tensor<?x2xf32>, tensor<?x2xf32>) {
  // expected-remark @+1 {{product with 1 elementwise ops behind it}}
  %p = nn.matmul %x, %w transpose_rhs : tensor<?x4xf32>, tensor<2x4xf32>
  %r = nn.silu %p : tensor<?x2xf32>
  return %r, %p : tensor<?x2xf32>, tensor<?x2xf32>
}

// Declined: the product is needed in memory anyway, and another tensor of its
// size is read.
// CHECK-LABEL: @other_reader(
// CHECK: nn.group
// CHECK-NEXT: nn.matmul
// CHECK-NEXT: nn.yield
// CHECK: nn.add
func.func @other_reader(%x: tensor<?x4xf32>, %w: tensor<2x4xf32>, %r: tensor<?x2xf32>) -> (tensor<?x2xf32>, tensor<?x2xf32>) {
  // expected-remark @+1 {{product with 0 elementwise ops behind it}}
  %p = nn.matmul %x, %w transpose_rhs : tensor<?x4xf32>, tensor<2x4xf32>
  // expected-remark @+1 {{nn.add stays out of the product: its operand has other readers or it reads another tensor of that size, or columns are few}}
  %a = nn.add %p, %r : tensor<?x2xf32>
  return %a, %p : tensor<?x2xf32>, tensor<?x2xf32>
}

// A reduction is no epilogue; neither is what depends on the product by another
// way round: the second product is between.
// CHECK-LABEL: @no_epilogue(
// CHECK: %[[A:.*]] = nn.group
// CHECK: nn.yield
// CHECK: %[[B:.*]] = nn.group
// CHECK: nn.matmul
// CHECK-NEXT: nn.add
// CHECK: nn.sum %[[A]]
func.func @no_epilogue(%x: tensor<?x4xf32>, %w: tensor<4x4xf32>) -> (tensor<?x4xf32>, tensor<?xf32>) {
  // expected-remark @+1 {{product with 0 elementwise ops behind it}}
  %p = nn.matmul %x, %w : tensor<?x4xf32>, tensor<4x4xf32>
  // expected-remark @+1 {{product with 1 elementwise ops behind it}}
  %q = nn.matmul %p, %w : tensor<?x4xf32>, tensor<4x4xf32>
  %a = nn.add %p, %q : tensor<?x4xf32>
  %s = nn.sum %p dims [1] : tensor<?x4xf32>
  return %a, %s : tensor<?x4xf32>, tensor<?xf32>
}

// One channel fills one lane of a vector: what follows is a loop over pixels.
// CHECK-LABEL: @narrow(
// CHECK: nn.group
// CHECK-NEXT: nn.conv2d
// CHECK-NEXT: nn.yield
// CHECK: nn.sigmoid
func.func @narrow(%x: tensor<?x8x8x16xf32>, %w: tensor<3x3x16x1xf32>) -> tensor<?x6x6x1xf32> {
  // expected-remark @+1 {{product with 0 elementwise ops behind it}}
  %c = nn.conv2d %x, %w channels_last : tensor<?x8x8x16xf32>, tensor<3x3x16x1xf32>
  // expected-remark @+1 {{nn.sigmoid stays out of the product: its operand has other readers or it reads another tensor of that size, or columns are few}}
  %y = nn.sigmoid %c : tensor<?x6x6x1xf32>
  return %y : tensor<?x6x6x1xf32>
}

// RUN: aec-opt %s -aec-propagate-layouts -remark-format=emitRemark -remarks-filter=layout -verify-diagnostics -split-input-file | FileCheck %s

// Below an activation and a bias, until the next op's transpose cancels it.
// CHECK-LABEL: @chain(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<?x8x8x4xf32>, %[[B:[a-z0-9]+]]: tensor<4xf32>)
// CHECK-NEXT: %[[S:.*]] = nn.add %[[X]], %[[B]] : tensor<?x8x8x4xf32>, tensor<4xf32>
// CHECK-NEXT: %[[R:.*]] = nn.relu %[[S]] : tensor<?x8x8x4xf32>
// CHECK-NEXT: return %[[R]]
// expected-remark @below {{0 reorders of images are left in @chain}}
func.func @chain(%x: tensor<?x8x8x4xf32>, %b: tensor<4xf32>) -> tensor<?x8x8x4xf32> {
  %t = nn.transpose %x, [0, 3, 1, 2] : tensor<?x8x8x4xf32>
  %w = nn.reshape %b, [4, 1, 1] : tensor<4xf32>
  %s = nn.add %t, %w : tensor<?x4x8x8xf32>, tensor<4x1x1xf32>
  %r = nn.relu %s : tensor<?x4x8x8xf32>
  %y = nn.transpose %r, [0, 2, 3, 1] : tensor<?x4x8x8xf32>
  return %y : tensor<?x8x8x4xf32>
}

// -----

// A channel's sum reads pixels as they lie.
// CHECK-LABEL: @bias_gradient(
// CHECK-SAME: %[[G:[a-z0-9]+]]: tensor<?x8x8x4xf32>)
// CHECK-NEXT: %[[P:.*]] = nn.sum %[[G]] dims [1, 2] : tensor<?x8x8x4xf32>
// CHECK-NEXT: %[[S:.*]] = nn.sum %[[P]] dims [0] : tensor<?x4xf32>
// CHECK-NEXT: return %[[S]]
// expected-remark @below {{0 reorders of images are left in @bias_gradient}}
func.func @bias_gradient(%g: tensor<?x8x8x4xf32>) -> tensor<4xf32> {
  %t = nn.transpose %g, [0, 3, 1, 2] : tensor<?x8x8x4xf32>
  %p = nn.sum %t dims [2, 3] : tensor<?x4x8x8xf32>
  %s = nn.sum %p dims [0] : tensor<?x4xf32>
  return %s : tensor<4xf32>
}

// -----

// One channel: nothing moves in memory.
// CHECK-LABEL: @one_channel(
// CHECK-NEXT: nn.reshape %{{.*}}, [-1, 1, 8, 8] : tensor<?x8x8x1xf32>
// expected-remark @below {{0 reorders of images are left in @one_channel}}
func.func @one_channel(%x: tensor<?x8x8x1xf32>) -> tensor<?x1x8x8xf32> {
  %t = nn.transpose %x, [0, 3, 1, 2] : tensor<?x8x8x1xf32>
  return %t : tensor<?x1x8x8xf32>
}

// -----

// Joined and taken apart along channels.
// CHECK-LABEL: @parts(
// CHECK: %[[C:.*]] = nn.concat %{{.*}}, %{{.*}} dim 3 : tensor<?x8x8x2xf32>, tensor<?x8x8x4xf32>
// CHECK-NEXT: nn.slice %[[C]] dim 3 from 1 size 3
// CHECK-NOT: nn.transpose
// CHECK: return
// expected-remark @below {{0 reorders of images are left in @parts}}
func.func @parts(%x: tensor<?x8x8x2xf32>, %y: tensor<?x8x8x4xf32>) -> tensor<?x8x8x3xf32> {
  %a = nn.transpose %x, [0, 3, 1, 2] : tensor<?x8x8x2xf32>
  %b = nn.transpose %y, [0, 3, 1, 2] : tensor<?x8x8x4xf32>
  %c = nn.concat %a, %b dim 1 : tensor<?x2x8x8xf32>, tensor<?x4x8x8xf32>
  %s = nn.slice %c dim 1 from 1 size 3 : tensor<?x6x8x8xf32>
  %r = nn.transpose %s, [0, 2, 3, 1] : tensor<?x3x8x8xf32>
  return %r : tensor<?x8x8x3xf32>
}

// -----

// Moving on would cost another transpose: it stays, and is counted.
// CHECK-LABEL: @declined(
// CHECK: nn.transpose
// CHECK-NEXT: nn.add
// CHECK-NEXT: return
// expected-remark @below {{1 reorders of images are left in @declined}}
func.func @declined(%x: tensor<?x8x8x4xf32>, %y: tensor<?x4x8x8xf32>) -> tensor<?x4x8x8xf32> {
  %t = nn.transpose %x, [0, 3, 1, 2] : tensor<?x8x8x4xf32>
  %s = nn.add %t, %y : tensor<?x4x8x8xf32>
  return %s : tensor<?x4x8x8xf32>
}

// -----

// A signal is an image of height 1: what adds and drops the 1 is no border.
// CHECK-LABEL: @signal(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<?x1x8x4xf32>, %[[B:[a-z0-9]+]]: tensor<4xf32>)
// CHECK-NEXT: %[[I:.*]] = nn.reshape %[[X]], [-1, 8, 4] : tensor<?x1x8x4xf32>
// CHECK-NEXT: %[[S:.*]] = nn.add %[[I]], %[[B]] : tensor<?x8x4xf32>, tensor<4xf32>
// CHECK-NEXT: %[[R:.*]] = nn.relu %[[S]] : tensor<?x8x4xf32>
// CHECK-NEXT: %[[Y:.*]] = nn.reshape %[[R]], [-1, 1, 8, 4] : tensor<?x8x4xf32>
// CHECK-NEXT: return %[[Y]]
// expected-remark @below {{0 reorders of images are left in @signal}}
func.func @signal(%x: tensor<?x1x8x4xf32>, %b: tensor<4xf32>) -> tensor<?x1x8x4xf32> {
  %t = nn.transpose %x, [0, 3, 1, 2] : tensor<?x1x8x4xf32>
  %i = nn.reshape %t, [-1, 4, 8] : tensor<?x4x1x8xf32>
  %w = nn.reshape %b, [4, 1] : tensor<4xf32>
  %s = nn.add %i, %w : tensor<?x4x8xf32>, tensor<4x1xf32>
  %r = nn.relu %s : tensor<?x4x8xf32>
  %o = nn.reshape %r, [-1, 4, 1, 8] : tensor<?x4x8xf32>
  %y = nn.transpose %o, [0, 2, 3, 1] : tensor<?x4x1x8xf32>
  return %y : tensor<?x1x8x4xf32>
}

// -----

// One that joins dimensions is.
// CHECK-LABEL: @joined(
// CHECK-NEXT: nn.transpose
// CHECK-NEXT: nn.reshape
// CHECK-NEXT: return
// expected-remark @below {{1 reorders of images are left in @joined}}
func.func @joined(%x: tensor<?x8x8x4xf32>) -> tensor<?x4x64xf32> {
  %t = nn.transpose %x, [0, 3, 1, 2] : tensor<?x8x8x4xf32>
  %y = nn.reshape %t, [-1, 4, 64] : tensor<?x4x8x8xf32>
  return %y : tensor<?x4x64xf32>
}

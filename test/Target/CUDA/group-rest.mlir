// RUN: aec-opt %s --pass-pipeline="builtin.module(func.func(aec-group-rest))" | FileCheck %s

// CHECK-LABEL: func.func @lone
// CHECK: nn.group(%[[A:.*]] = %arg0 : tensor<?x4xf32>) -> (tensor<?xf32>) {
// CHECK-NEXT: nn.sum %[[A]] dims [1]
// CHECK: nn.yield
// An operand that is there twice is one argument.
// CHECK: nn.group(%[[B:.*]] = %arg0 : tensor<?x4xf32>) -> (tensor<?x4xf32>) {
// CHECK-NEXT: nn.mul %[[B]], %[[B]]
func.func @lone(%x: tensor<?x4xf32>) -> (tensor<?xf32>, tensor<?x4xf32>) {
  %0 = nn.sum %x dims [1] : tensor<?x4xf32>
  %1 = nn.mul %x, %x : tensor<?x4xf32>
  return %0, %1 : tensor<?xf32>, tensor<?x4xf32>
}

// Numbers are one thread's, and a group is one already.
// CHECK-LABEL: func.func @left
// CHECK-COUNT-1: nn.group
// CHECK-NOT: nn.group
// CHECK: nn.mul %arg1, %arg1 : tensor<f32>
func.func @left(%x: tensor<?x4xf32>, %n: tensor<f32>) -> (tensor<?x4xf32>, tensor<f32>) {
  %0 = nn.group(%a = %x : tensor<?x4xf32>) -> (tensor<?x4xf32>) {
    %2 = nn.relu %a : tensor<?x4xf32>
    nn.yield %2 : tensor<?x4xf32>
  }
  %1 = nn.mul %n, %n : tensor<f32>
  return %0, %1 : tensor<?x4xf32>, tensor<f32>
}

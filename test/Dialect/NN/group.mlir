// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @group(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>, %[[B:.*]]: tensor<4xf32>
// CHECK: nn.group(%[[GX:.*]] = %[[X]] : tensor<?x4xf32>, %[[GB:.*]] = %[[B]] : tensor<4xf32>) -> (tensor<?x4xf32>) {
// CHECK-NEXT: %[[SUM:.*]] = nn.add %[[GX]], %[[GB]] : tensor<?x4xf32>, tensor<4xf32>
// CHECK-NEXT: nn.yield %[[SUM]] : tensor<?x4xf32>
func.func @group(%x: tensor<?x4xf32>, %b: tensor<4xf32>) {
  %y = nn.group(%gx = %x : tensor<?x4xf32>, %gb = %b : tensor<4xf32>) -> (tensor<?x4xf32>) {
    %sum = nn.add %gx, %gb : tensor<?x4xf32>, tensor<4xf32>
    nn.yield %sum : tensor<?x4xf32>
  }
  return
}

// CHECK-LABEL: @group_attributes(
// CHECK: nn.group() -> () attributes {kind = "empty"} {
// CHECK-NEXT: nn.yield{{$}}
func.func @group_attributes() {
  nn.group() -> () attributes {kind = "empty"} {
    nn.yield
  }
  return
}

// -----

func.func @group_arguments(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.group' op expected block arguments of the operands' types}}
  "nn.group"(%x) ({
    "nn.yield"() : () -> ()
  }) : (tensor<?x4xf32>) -> ()
  return
}

// -----

func.func @group_results(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.group' op expected the yielded types to be the result types}}
  %y = nn.group(%gx = %x : tensor<?x4xf32>) -> (tensor<4xf32>) {
    nn.yield %gx : tensor<?x4xf32>
  }
  return
}

// -----

func.func @group_terminator(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.yield' op expects parent op 'nn.group'}}
  nn.yield
}

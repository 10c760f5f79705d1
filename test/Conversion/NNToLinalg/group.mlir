// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @group(
// CHECK: arith.addf
// CHECK: arith.maximumf
func.func @group(%x: tensor<?x4xf32>, %b: tensor<4xf32>) -> tensor<?x4xf32> {
  %y = nn.group(%gx = %x : tensor<?x4xf32>, %gb = %b : tensor<4xf32>) -> (tensor<?x4xf32>) {
    %sum = nn.add %gx, %gb : tensor<?x4xf32>, tensor<4xf32>
    %relu = nn.relu %sum : tensor<?x4xf32>
    nn.yield %relu : tensor<?x4xf32>
  }
  return %y : tensor<?x4xf32>
}

// What a group yields may be its own argument.
// CHECK-LABEL: @passed_through(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>
// CHECK-NEXT: return %[[X]]
func.func @passed_through(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.group(%gx = %x : tensor<?x4xf32>) -> (tensor<?x4xf32>) {
    nn.yield %gx : tensor<?x4xf32>
  }
  return %y : tensor<?x4xf32>
}

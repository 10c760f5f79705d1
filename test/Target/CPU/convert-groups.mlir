// RUN: aec-opt %s --aec-convert-groups-to-cpu --remark-format=emitRemark --remarks-filter=cpu --verify-diagnostics --split-input-file | FileCheck %s --implicit-check-not=nn.

// A product with bias and activation: payload and all are linalg.
// CHECK-LABEL: @product(
// CHECK: %[[BATCH:.*]] = tensor.dim %{{.*}}, %{{.*}} : tensor<?x8xf32>
// CHECK: %[[INIT:.*]] = tensor.empty(%[[BATCH]]) : tensor<?x4xf32>
// CHECK: %[[R:.*]] = cpu.kernel ins(%{{.*}} = %{{.*}} : tensor<?x8xf32>, %{{.*}} = %{{.*}} : tensor<8x4xf32>, %{{.*}} = %{{.*}} : tensor<4xf32>) outs(%{{.*}} = %[[INIT]] : tensor<?x4xf32>) {
// CHECK-COUNT-3: linalg.generic
// CHECK: cpu.yield
// CHECK: return %[[R]]
func.func @product(%x: tensor<?x8xf32>, %w: tensor<8x4xf32>, %b: tensor<4xf32>) -> tensor<?x4xf32> {
  // expected-remark @+1 {{generated as a product with its epilogue}}
  %y = nn.group(%gx = %x : tensor<?x8xf32>, %gw = %w : tensor<8x4xf32>, %gb = %b : tensor<4xf32>) -> (tensor<?x4xf32>) {
    %h = nn.matmul %gx, %gw : tensor<?x8xf32>, tensor<8x4xf32>
    %s = nn.add %h, %gb : tensor<?x4xf32>, tensor<4xf32>
    nn.yield %s : tensor<?x4xf32>
  }
  return %y : tensor<?x4xf32>
}

// -----

// CHECK-LABEL: @columns(
// CHECK: cpu.kernel
func.func @columns(%x: tensor<?x8xf32>) -> tensor<8xf32> {
  // expected-remark @+1 {{generated as a reduction of columns}}
  %y = nn.group(%gx = %x : tensor<?x8xf32>) -> (tensor<8xf32>) {
    %s = nn.sum %gx dims [0] : tensor<?x8xf32>
    nn.yield %s : tensor<8xf32>
  }
  return %y : tensor<8xf32>
}

// -----

// Declined, and inlined as it would be without this pass.
// CHECK-LABEL: @both(
// CHECK-NOT: cpu.kernel
// CHECK: linalg.generic
func.func @both(%x: tensor<?x8xf32>) -> (tensor<8xf32>, tensor<?xf32>) {
  // expected-remark @+1 {{left to plain loops: its reductions are not all along the rows, nor all along the columns, of one shape}}
  %y:2 = nn.group(%gx = %x : tensor<?x8xf32>) -> (tensor<8xf32>, tensor<?xf32>) {
    %s = nn.sum %gx dims [0] : tensor<?x8xf32>
    %t = nn.sum %gx dims [1] : tensor<?x8xf32>
    nn.yield %s, %t : tensor<8xf32>, tensor<?xf32>
  }
  return %y#0, %y#1 : tensor<8xf32>, tensor<?xf32>
}

// -----

// A transpose would read across rows of vectors.
// CHECK-LABEL: @across(
// CHECK-NOT: cpu.kernel
func.func @across(%x: tensor<4x8xf32>) -> tensor<8x4xf32> {
  // expected-remark @+1 {{left to plain loops: an operand is read across its rows}}
  %y = nn.group(%gx = %x : tensor<4x8xf32>) -> (tensor<8x4xf32>) {
    %t = nn.transpose %gx, [1, 0] : tensor<4x8xf32>
    nn.yield %t : tensor<8x4xf32>
  }
  return %y : tensor<8x4xf32>
}

// RUN: aec-opt %s -aec-verify-fused -split-input-file -verify-diagnostics

func.func @done(%x: tensor<?x4xf32>, %w: tensor<4x4xf32>) -> tensor<?x4xf32> {
  %y = nn.group(%gx = %x : tensor<?x4xf32>, %gw = %w : tensor<4x4xf32>) -> (tensor<?x4xf32>) {
    %p = nn.matmul %gx, %gw : tensor<?x4xf32>, tensor<4x4xf32>
    nn.yield %p : tensor<?x4xf32>
  }
  return %y : tensor<?x4xf32>
}

// -----

func.func @product(%x: tensor<?x4xf32>, %w: tensor<4x4xf32>) -> tensor<?x4xf32> {
  // expected-error @+1 {{'nn.matmul' op is left outside a group behind the fused phase}}
  %y = nn.matmul %x, %w : tensor<?x4xf32>, tensor<4x4xf32>
  return %y : tensor<?x4xf32>
}

// -----

func.func @formula(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  // expected-error @+1 {{'nn.softmax' op is left outside a group behind the fused phase}}
  %y = nn.softmax %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// RUN: aec-opt %s -aec-verify-joint -split-input-file -verify-diagnostics

func.func @done(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.square %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// -----

func.func @left(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.square %x : tensor<?x4xf32>
  // expected-error @+1 {{'nn.gradient' op is left behind the joint phase}}
  %d = nn.gradient %y wrt %x : tensor<?x4xf32>, tensor<?x4xf32>
  return %d : tensor<?x4xf32>
}

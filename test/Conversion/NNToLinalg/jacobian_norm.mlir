// RUN: aec-opt %s --aec-convert-nn-to-linalg -verify-diagnostics

func.func @jacobian_norm(%z: tensor<?x2xf32>, %x: tensor<?x4xf32>) -> tensor<?xf32> {
  // expected-error @+1 {{'nn.jacobian_norm' op cannot be lowered to linalg; a pass before this one must replace it}}
  %y = nn.jacobian_norm %z wrt %x : tensor<?x2xf32>, tensor<?x4xf32>
  return %y : tensor<?xf32>
}

// What no pattern takes is an error at the op, every one of them.
// RUN: aec-opt %s --aec-convert-nn-to-linalg -verify-diagnostics

func.func @gradient(%loss: tensor<f32>, %x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  // expected-error @+1 {{'nn.gradient' op cannot be lowered to linalg; a pass before this one must replace it}}
  %dx = nn.gradient %loss wrt %x : tensor<f32>, tensor<?x4xf32>
  // expected-error @+1 {{'nn.gradient' op cannot be lowered to linalg; a pass before this one must replace it}}
  %dy = nn.gradient %loss wrt %x : tensor<f32>, tensor<?x4xf32>
  %y = nn.add %dx, %dy : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

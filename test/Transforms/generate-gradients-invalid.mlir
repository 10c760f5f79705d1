// RUN: aec-opt %s -aec-generate-gradients -split-input-file -verify-diagnostics

// All missing gradients at once, an outer one not blamed for an inner.
func.func @missing(%x: tensor<?x4xf32>, %w: tensor<?x4xf32>, %rate: f64, %step: i64) -> tensor<?x4xf32> {
  // expected-error @+1 {{'nn.sgd_update' op has no gradient}}
  %a = nn.sgd_update %x, %w rate %rate step %step {momentum = 0.0, weight_decay = 0.0} : tensor<?x4xf32>
  // expected-error @+1 {{'arith.negf' op has no gradient}}
  %b = arith.negf %a : tensor<?x4xf32>
  // expected-note @+1 {{needed by the gradient taken here}}
  %d = nn.gradient %b wrt %x : tensor<?x4xf32>, tensor<?x4xf32>
  %dd = nn.gradient %d wrt %x : tensor<?x4xf32>, tensor<?x4xf32>
  return %dd : tensor<?x4xf32>
}

// -----

// An op without a gradient that no path crosses is no error.
func.func @inactive(%x: tensor<?x4xf32>, %w: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %b = arith.negf %w : tensor<?x4xf32>
  %y = nn.mul %x, %b : tensor<?x4xf32>
  %d = nn.gradient %y wrt %x : tensor<?x4xf32>, tensor<?x4xf32>
  return %d : tensor<?x4xf32>
}

// -----

func.func @step.rec(%w: tensor<4xf32> {ae.state = "w"}, %x: tensor<?x4xf32>) -> tensor<4xf32> attributes {ae.step_of = "rec"} {
  %l = nn.sum %x dims [0, 1] : tensor<?x4xf32>
  // expected-error @+1 {{trains nothing: no term depends on a parameter that is trained; minimize a value that the networks behind `trains` make}}
  %dw = nn.gradient %l wrt %w : tensor<f32>, tensor<4xf32>
  return %dw : tensor<4xf32>
}

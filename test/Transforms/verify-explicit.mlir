// RUN: aec-opt %s -aec-verify-explicit -split-input-file -verify-diagnostics

// Declarations are what the rung is made of.
ae.input @x : tensor<?x4xf32>
ae.state @w : tensor<4xf32> parameter init constant(0.0, 0.0)
func.func @f(%w: tensor<4xf32> {ae.state = "w"}) -> tensor<4xf32> {
  return %w : tensor<4xf32>
}

// -----

// expected-error @+1 {{'ae.model' op is left behind the explicit phase}}
ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @rec(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l : tensor<?xf32>
  }
}

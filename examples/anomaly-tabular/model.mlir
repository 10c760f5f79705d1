// 10-6-2-6-10: measurements of blocks on scanned pages through two numbers and back.
// The narrow middle learns what text looks like; what it cannot give back is no text.
ae.model @blocks epochs 20 batch_size 64 {
  ae.input @block : tensor<?x10xf32> normalize standardize

  ae.network @encoder(%block: tensor<?x10xf32>) {
    %0 = ae.dense %block, 6 : tensor<?x10xf32>
    %1 = nn.tanh %0 : tensor<?x6xf32>
    %z = ae.dense %1, 2 : tensor<?x6xf32>
    ae.return %z : tensor<?x2xf32>
  }

  ae.network @decoder(%z: tensor<?x2xf32>) {
    %0 = ae.dense %z, 6 : tensor<?x2xf32>
    %1 = nn.tanh %0 : tensor<?x6xf32>
    %y = ae.dense %1, 10 : tensor<?x6xf32>
    ae.return %y : tensor<?x10xf32>
  }

  ae.objective @reconstruction(%block: tensor<?x10xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 3.0e-3> {
    %z = ae.apply @encoder(%block) : (tensor<?x10xf32>) -> tensor<?x2xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x2xf32>) -> tensor<?x10xf32>
    %mse = nn.mse %y, %block : tensor<?x10xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

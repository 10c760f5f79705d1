// 784-196-784 with one weight matrix for both directions. The 196 units answer with a
// probability, and a divergence keeps each of them quiet on 95 of 100 images.
ae.model @sparse epochs 30 batch_size 64 {
  ae.input @x : tensor<?x784xf32> picture [28, 28]

  ae.network @encoder(%x: tensor<?x784xf32>) {
    %0 = ae.dense %x, 196 as @fc1 : tensor<?x784xf32>
    %z = nn.sigmoid %0 : tensor<?x196xf32>
    ae.return %z : tensor<?x196xf32>
  }

  ae.network @decoder(%z: tensor<?x196xf32>) {
    %0 = ae.dense %z, 784 tied @encoder::@fc1 : tensor<?x196xf32>
    %y = nn.sigmoid %0 : tensor<?x784xf32>
    ae.return %y : tensor<?x784xf32>
  }

  ae.objective @reconstruction(%x: tensor<?x784xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x784xf32>) -> tensor<?x196xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x196xf32>) -> tensor<?x784xf32>
    %mse = nn.mse %y, %x : tensor<?x784xf32>
    %kl = nn.kl_sparsity %z target 0.05 : tensor<?x196xf32>
    %decay = ae.weight_l2 [@encoder, @decoder] : tensor<f32>
    ae.minimize %mse as "reconstruction" + 1.0e-3 * %kl as "sparsity"
        + 1.0e-6 * %decay as "decay" : tensor<?xf32>, tensor<f32>, tensor<f32>
  }
}

// Two models in one file.
ae.model @small epochs 2 batch_size 4 {
  ae.input @x : tensor<?x4xf32> picture [2, 2]

  ae.network @encoder(%x: tensor<?x4xf32>) {
    %0 = ae.dense %x, 2 as @fc : tensor<?x4xf32>
    %z = nn.sigmoid %0 : tensor<?x2xf32>
    ae.return %z : tensor<?x2xf32>
  }

  ae.network @decoder(%z: tensor<?x2xf32>) {
    %0 = ae.dense %z, 4 tied @encoder::@fc : tensor<?x2xf32>
    %y = nn.sigmoid %0 : tensor<?x4xf32>
    ae.return %y : tensor<?x4xf32>
  }

  ae.objective @reconstruction(%x: tensor<?x4xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 0.01> {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x2xf32>) -> tensor<?x4xf32>
    %bce = nn.bce %y, %x : tensor<?x4xf32>
    %decay = ae.weight_l2 [@encoder, @decoder] : tensor<f32>
    ae.minimize %bce as "reconstruction" + 0.5 * %decay as "decay"
        : tensor<?xf32>, tensor<f32>
  }
}
ae.model @other epochs 2 batch_size 4 {
  ae.input @x : tensor<?x4xf32> picture [2, 2]

  ae.network @encoder(%x: tensor<?x4xf32>) {
    %0 = ae.dense %x, 2 as @fc : tensor<?x4xf32>
    %z = nn.sigmoid %0 : tensor<?x2xf32>
    ae.return %z : tensor<?x2xf32>
  }

  ae.network @decoder(%z: tensor<?x2xf32>) {
    %0 = ae.dense %z, 4 tied @encoder::@fc : tensor<?x2xf32>
    %y = nn.sigmoid %0 : tensor<?x4xf32>
    ae.return %y : tensor<?x4xf32>
  }

  ae.objective @reconstruction(%x: tensor<?x4xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 0.01> {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x2xf32>) -> tensor<?x4xf32>
    %bce = nn.bce %y, %x : tensor<?x4xf32>
    %decay = ae.weight_l2 [@encoder, @decoder] : tensor<f32>
    ae.minimize %bce as "reconstruction" + 0.5 * %decay as "decay"
        : tensor<?xf32>, tensor<f32>
  }
}

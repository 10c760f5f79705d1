// 784-256-64-256-784: ReLU inside, a linear latent of 64, pixels through a sigmoid.
ae.model @mnist epochs 30 batch_size 64 {
  ae.input @x : tensor<?x784xf32> picture [28, 28]

  ae.network @encoder(%x: tensor<?x784xf32>) {
    %0 = ae.dense %x, 256 : tensor<?x784xf32>
    %1 = nn.relu %0 : tensor<?x256xf32>
    %z = ae.dense %1, 64 : tensor<?x256xf32>
    ae.return %z : tensor<?x64xf32>
  }

  ae.network @decoder(%z: tensor<?x64xf32>) {
    %0 = ae.dense %z, 256 : tensor<?x64xf32>
    %1 = nn.relu %0 : tensor<?x256xf32>
    %2 = ae.dense %1, 784 : tensor<?x256xf32>
    %y = nn.sigmoid %2 : tensor<?x784xf32>
    ae.return %y : tensor<?x784xf32>
  }

  ae.objective @reconstruction(%x: tensor<?x784xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x784xf32>) -> tensor<?x64xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x64xf32>) -> tensor<?x784xf32>
    %mse = nn.mse %y, %x : tensor<?x784xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

// 784-128-64-32-64-128-784: two hidden layers a side, a linear latent of 32.
ae.model @mnist_deep epochs 30 batch_size 64 {
  ae.input @x : tensor<?x784xf32> picture [28, 28]

  ae.network @encoder(%x: tensor<?x784xf32>) {
    %0 = ae.dense %x, 128 : tensor<?x784xf32>
    %1 = nn.relu %0 : tensor<?x128xf32>
    %2 = ae.dense %1, 64 : tensor<?x128xf32>
    %3 = nn.relu %2 : tensor<?x64xf32>
    %z = ae.dense %3, 32 : tensor<?x64xf32>
    ae.return %z : tensor<?x32xf32>
  }

  ae.network @decoder(%z: tensor<?x32xf32>) {
    %0 = ae.dense %z, 64 : tensor<?x32xf32>
    %1 = nn.relu %0 : tensor<?x64xf32>
    %2 = ae.dense %1, 128 : tensor<?x64xf32>
    %3 = nn.relu %2 : tensor<?x128xf32>
    %4 = ae.dense %3, 784 : tensor<?x128xf32>
    %y = nn.sigmoid %4 : tensor<?x784xf32>
    ae.return %y : tensor<?x784xf32>
  }

  ae.objective @reconstruction(%x: tensor<?x784xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x784xf32>) -> tensor<?x32xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x32xf32>) -> tensor<?x784xf32>
    %mse = nn.mse %y, %x : tensor<?x784xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

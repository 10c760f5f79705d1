// 28-64-32-64-28: windows of 28 samples of a signal.
ae.model @signal epochs 30 batch_size 32 {
  ae.input @x : tensor<?x28xf32>

  ae.network @encoder(%x: tensor<?x28xf32>) {
    %0 = ae.dense %x, 64 : tensor<?x28xf32>
    %1 = nn.relu %0 : tensor<?x64xf32>
    %z = ae.dense %1, 32 : tensor<?x64xf32>
    ae.return %z : tensor<?x32xf32>
  }

  ae.network @decoder(%z: tensor<?x32xf32>) {
    %0 = ae.dense %z, 64 : tensor<?x32xf32>
    %1 = nn.relu %0 : tensor<?x64xf32>
    %2 = ae.dense %1, 28 : tensor<?x64xf32>
    %y = nn.sigmoid %2 : tensor<?x28xf32>
    ae.return %y : tensor<?x28xf32>
  }

  ae.objective @reconstruction(%x: tensor<?x28xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x28xf32>) -> tensor<?x32xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x32xf32>) -> tensor<?x28xf32>
    %mse = nn.mse %y, %x : tensor<?x28xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

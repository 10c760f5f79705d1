// 64-256-128-64-10-64-128-256-64: three hidden layers a side, a linear latent of 10.
// The pixels of these digits count from 0 to 16, hence the scale.
ae.model @digits epochs 60 batch_size 32 {
  ae.input @x : tensor<?x64xf32> scale 16.0 picture [8, 8]

  ae.network @encoder(%x: tensor<?x64xf32>) {
    %0 = ae.dense %x, 256 : tensor<?x64xf32>
    %1 = nn.relu %0 : tensor<?x256xf32>
    %2 = ae.dense %1, 128 : tensor<?x256xf32>
    %3 = nn.relu %2 : tensor<?x128xf32>
    %4 = ae.dense %3, 64 : tensor<?x128xf32>
    %5 = nn.relu %4 : tensor<?x64xf32>
    %z = ae.dense %5, 10 : tensor<?x64xf32>
    ae.return %z : tensor<?x10xf32>
  }

  ae.network @decoder(%z: tensor<?x10xf32>) {
    %0 = ae.dense %z, 64 : tensor<?x10xf32>
    %1 = nn.relu %0 : tensor<?x64xf32>
    %2 = ae.dense %1, 128 : tensor<?x64xf32>
    %3 = nn.relu %2 : tensor<?x128xf32>
    %4 = ae.dense %3, 256 : tensor<?x128xf32>
    %5 = nn.relu %4 : tensor<?x256xf32>
    %6 = ae.dense %5, 64 : tensor<?x256xf32>
    %y = nn.sigmoid %6 : tensor<?x64xf32>
    ae.return %y : tensor<?x64xf32>
  }

  ae.objective @reconstruction(%x: tensor<?x64xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x64xf32>) -> tensor<?x10xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x10xf32>) -> tensor<?x64xf32>
    %mse = nn.mse %y, %x : tensor<?x64xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

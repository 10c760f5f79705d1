// Digits with gaps. The encoder sees 0 where nothing was observed, and a mask that
// says so; the loss counts what was observed alone, so that the decoder is free to
// say what the rest may have been.
ae.model @imputer epochs 60 batch_size 32 {
  ae.input @x : tensor<?x64xf32> scale 16 picture [8, 8]

  ae.network @encoder(%x: tensor<?x64xf32>) {
    %filled = nn.fill_missing %x : tensor<?x64xf32>
    %observed = nn.observed %x : tensor<?x64xf32>
    %0 = nn.concat %filled, %observed dim 1 : tensor<?x64xf32>, tensor<?x64xf32>
    %1 = ae.dense %0, 128 : tensor<?x128xf32>
    %2 = nn.relu %1 : tensor<?x128xf32>
    %z = ae.dense %2, 12 : tensor<?x128xf32>
    ae.return %z : tensor<?x12xf32>
  }

  ae.network @decoder(%z: tensor<?x12xf32>) {
    %0 = ae.dense %z, 128 : tensor<?x12xf32>
    %1 = nn.relu %0 : tensor<?x128xf32>
    %2 = ae.dense %1, 64 : tensor<?x128xf32>
    %y = nn.sigmoid %2 : tensor<?x64xf32>
    ae.return %y : tensor<?x64xf32>
  }

  ae.objective @reconstruction(%x: tensor<?x64xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 2.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x64xf32>) -> tensor<?x12xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x12xf32>) -> tensor<?x64xf32>
    %mse = nn.mse %y, %x masked : tensor<?x64xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

// Wrong adjoints are found.
ae.model @faults {
  ae.network @encoder(%x: tensor<?x5xf32>) {
    %0 = ae.dense %x, 5 : tensor<?x5xf32>
    %1 = nn.tanh %0 : tensor<?x5xf32>
    %2 = ae.dense %1, 5 : tensor<?x5xf32>
    %z = nn.softmax %2 : tensor<?x5xf32>
    ae.return %z : tensor<?x5xf32>
  }
  ae.network @decoder(%z: tensor<?x5xf32>) {
    %0 = ae.dense %z, 5 : tensor<?x5xf32>
    %1 = nn.gelu %0 : tensor<?x5xf32>
    %2 = ae.dense %1, 5 : tensor<?x5xf32>
    ae.return %2 : tensor<?x5xf32>
  }
  ae.objective @reconstruction(%x: tensor<?x5xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x5xf32>) -> tensor<?x5xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x5xf32>) -> tensor<?x5xf32>
    %mse = nn.mse %y, %x : tensor<?x5xf32>
    %cosine = nn.cosine %y, %x : tensor<?x5xf32>
    ae.minimize %mse as "reconstruction" + 0.1 * %cosine as "cosine" : tensor<?xf32>, tensor<?xf32>
  }
}

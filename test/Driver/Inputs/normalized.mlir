// Statistics of two kinds, and an input that nothing declares.
ae.model @normalized {
  ae.input @x : tensor<?x4xf32> normalize standardize

  ae.network @encoder(%y: tensor<?x4xf32>) {
    %0 = ae.normalize %y, minmax : tensor<?x4xf32>
    %z = ae.dense %0, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }

  ae.network @decoder(%z: tensor<?x2xf32>) {
    %y = ae.dense %z, 4 : tensor<?x2xf32>
    ae.return %y : tensor<?x4xf32>
  }

  ae.objective @reconstruction(%x: tensor<?x4xf32>, %y: tensor<?x4xf32>)
      trains [@encoder, @decoder] with #ae.sgd {
    %z = ae.apply @encoder(%y) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %r = ae.apply @decoder(%z) : (tensor<?x2xf32>) -> tensor<?x4xf32>
    %mse = nn.mse %r, %x : tensor<?x4xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
  ae.entry @encode(%y: tensor<?x4xf32>) {
    %z = ae.apply @encoder(%y) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    ae.return %z : tensor<?x2xf32>
  }
}

ae.model @sliced {
  ae.input @x : tensor<?x28xf32>
  ae.network @encoder(%x: tensor<?x28xf32>) {
    %0 = ae.dense %x, 16 : tensor<?x28xf32>
    %a = nn.slice %0 dim 1 from 8 size 8 : tensor<?x16xf32>
    %z = ae.dense %a, 4 : tensor<?x8xf32>
    ae.return %z : tensor<?x4xf32>
  }
  ae.network @decoder(%z: tensor<?x4xf32>) {
    %y = ae.dense %z, 28 : tensor<?x4xf32>
    ae.return %y : tensor<?x28xf32>
  }
  ae.objective @r(%x: tensor<?x28xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-2> {
    %z = ae.apply @encoder(%x) : (tensor<?x28xf32>) -> tensor<?x4xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x4xf32>) -> tensor<?x28xf32>
    %mse = nn.mse %y, %x : tensor<?x28xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

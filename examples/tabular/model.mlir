// 10-3-3-3-10: ten readings of a machine through three values and back. The readings
// are positive, so weights that start positive keep ReLUs alive that cannot be spared:
// with PyTorch's initialiser half of all seeds lose a layer of three in the first steps.
ae.model @machine epochs 100 batch_size 32 {
  ae.input @row : tensor<?x10xf32>

  ae.network @encoder(%row: tensor<?x10xf32>) {
    %0 = ae.dense %row, 3 init(#ae.uniform<low = 0.0, high = 1.0>) : tensor<?x10xf32>
    %1 = nn.relu %0 : tensor<?x3xf32>
    %2 = ae.dense %1, 3 init(#ae.uniform<low = 0.0, high = 1.0>) : tensor<?x3xf32>
    %z = nn.relu %2 : tensor<?x3xf32>
    ae.return %z : tensor<?x3xf32>
  }

  ae.network @decoder(%z: tensor<?x3xf32>) {
    %0 = ae.dense %z, 3 init(#ae.uniform<low = 0.0, high = 1.0>) : tensor<?x3xf32>
    %1 = nn.relu %0 : tensor<?x3xf32>
    %2 = ae.dense %1, 10 : tensor<?x3xf32>
    %y = nn.sigmoid %2 : tensor<?x10xf32>
    ae.return %y : tensor<?x10xf32>
  }

  ae.objective @reconstruction(%row: tensor<?x10xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 3.0e-3> {
    %z = ae.apply @encoder(%row) : (tensor<?x10xf32>) -> tensor<?x3xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x3xf32>) -> tensor<?x10xf32>
    %mse = nn.mse %y, %row : tensor<?x10xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

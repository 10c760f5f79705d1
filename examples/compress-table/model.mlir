// Ten readings of a machine (examples/tabular) as three whole numbers and what they lack: a row's
// latents say where it lies, corrections bring every reading within the error that is asked for.
ae.model @table epochs 60 batch_size 32 {
  ae.input @row : tensor<?x10xf32> normalize standardize

  ae.network @encoder(%row: tensor<?x10xf32>) {
    %0 = ae.dense %row, 32 : tensor<?x10xf32>
    %1 = nn.tanh %0 : tensor<?x32xf32>
    %2 = ae.dense %1, 3 : tensor<?x32xf32>
    %z = ae.quantize %2, 1 : tensor<?x3xf32>
    ae.return %z : tensor<?x3xf32>
  }
  ae.network @decoder(%z: tensor<?x3xf32>) {
    %0 = ae.dense %z, 32 : tensor<?x3xf32>
    %1 = nn.tanh %0 : tensor<?x32xf32>
    %y = ae.dense %1, 10 : tensor<?x32xf32>
    ae.return %y : tensor<?x10xf32>
  }
  ae.network @entropy(%z: tensor<?x3xf32>) {
    %bits = ae.rate %z, 1 as @density : tensor<?x3xf32>
    ae.return %bits : tensor<?xf32>
  }
  ae.objective @rd(%row: tensor<?x10xf32>) trains [@encoder, @decoder, @entropy]
      with #ae.adam<learning_rate = 3.0e-3, schedule = #ae.cosine> {
    %z = ae.apply @encoder(%row) : (tensor<?x10xf32>) -> tensor<?x3xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x3xf32>) -> tensor<?x10xf32>
    %bits = ae.apply @entropy(%z) : (tensor<?x3xf32>) -> tensor<?xf32>
    %error = nn.mse %y, %row reduce batch_mean : tensor<?x10xf32>
    ae.minimize %error as "distortion" + 0.02 * %bits as "bits" : tensor<?xf32>, tensor<?xf32>
  }
}

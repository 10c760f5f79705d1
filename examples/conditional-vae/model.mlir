// A conditional variational autoencoder (Sohn et al. 2015): encoder and decoder know which
// digit it is, so that the code holds how it is written; `sample --condition 3` draws threes.
ae.model @conditional epochs 60 batch_size 64 {
  ae.input @x : tensor<?x64xf32> scale 16 picture [8, 8]
  ae.prior normal : tensor<?x4xf32>

  ae.network @features(%x: tensor<?x64xf32>, %label: tensor<?xi64>) {
    %class = nn.one_hot %label classes 10 of f32 : tensor<?xi64>
    %0 = nn.concat %x, %class dim 1 : tensor<?x64xf32>, tensor<?x10xf32>
    %1 = ae.dense %0, 128 : tensor<?x74xf32>
    %h = nn.relu %1 : tensor<?x128xf32>
    ae.return %h : tensor<?x128xf32>
  }

  // The mean of the code is what `encode` writes and `reconstruct` decodes.
  ae.network @encoder(%x: tensor<?x64xf32>, %label: tensor<?xi64>) {
    %h = ae.apply @features(%x, %label) : (tensor<?x64xf32>, tensor<?xi64>) -> tensor<?x128xf32>
    %mean = ae.dense %h, 4 : tensor<?x128xf32>
    ae.return %mean : tensor<?x4xf32>
  }
  ae.network @spread(%x: tensor<?x64xf32>, %label: tensor<?xi64>) {
    %h = ae.apply @features(%x, %label) : (tensor<?x64xf32>, tensor<?xi64>) -> tensor<?x128xf32>
    %logvar = ae.dense %h, 4 : tensor<?x128xf32>
    ae.return %logvar : tensor<?x4xf32>
  }

  ae.network @decoder(%z: tensor<?x4xf32>, %label: tensor<?xi64>) {
    %class = nn.one_hot %label classes 10 of f32 : tensor<?xi64>
    %0 = nn.concat %z, %class dim 1 : tensor<?x4xf32>, tensor<?x10xf32>
    %1 = ae.dense %0, 128 : tensor<?x14xf32>
    %2 = nn.relu %1 : tensor<?x128xf32>
    %3 = ae.dense %2, 64 : tensor<?x128xf32>
    %y = nn.sigmoid %3 : tensor<?x64xf32>
    ae.return %y : tensor<?x64xf32>
  }

  ae.objective @bound(%x: tensor<?x64xf32>, %label: tensor<?xi64>)
      trains [@features, @encoder, @spread, @decoder] with #ae.adam<learning_rate = 2.0e-3> {
    %mean = ae.apply @encoder(%x, %label) : (tensor<?x64xf32>, tensor<?xi64>) -> tensor<?x4xf32>
    %logvar = ae.apply @spread(%x, %label) : (tensor<?x64xf32>, tensor<?xi64>) -> tensor<?x4xf32>
    %z = ae.reparameterize %mean, %logvar : tensor<?x4xf32>
    %y = ae.apply @decoder(%z, %label) : (tensor<?x4xf32>, tensor<?xi64>) -> tensor<?x64xf32>
    %bce = nn.bce %y, %x reduce batch_mean : tensor<?x64xf32>
    // (mean^2 + exp(logvar) - 1 - logvar) / 2, summed over the code.
    %one = nn.constant 1.0 : f32
    %square = nn.square %mean : tensor<?x4xf32>
    %variance = nn.exp %logvar : tensor<?x4xf32>
    %0 = nn.add %square, %variance : tensor<?x4xf32>
    %1 = nn.sub %0, %logvar : tensor<?x4xf32>
    %2 = nn.sub %1, %one : tensor<?x4xf32>, tensor<f32>
    %kl = nn.sum %2 dims [1] : tensor<?x4xf32>
    ae.minimize %bce as "reconstruction" + 0.5 * %kl as "kl" : tensor<?xf32>, tensor<?xf32>
  }
}

// A convolutional variational autoencoder: two convolutions of stride 2 and a dense layer
// down to 20 means and log-variances, the same way up again, a Bernoulli likelihood a pixel.
ae.model @vae_conv epochs 10 batch_size 64 {
  ae.input @x : tensor<?x1x28x28xf32> picture [28, 28]
  ae.prior normal : tensor<?x20xf32>

  ae.network @encoder(%x: tensor<?x1x28x28xf32>) {
    %0 = ae.conv2d %x, 32 kernel 4 strides 2 padding 1 : tensor<?x1x28x28xf32>
    %1 = nn.relu %0 : tensor<?x32x14x14xf32>
    %2 = ae.conv2d %1, 64 kernel 4 strides 2 padding 1 : tensor<?x32x14x14xf32>
    %3 = nn.relu %2 : tensor<?x64x7x7xf32>
    %4 = nn.flatten %3 : tensor<?x64x7x7xf32>
    %mean = ae.dense %4, 20 as @mean : tensor<?x3136xf32>
    %logvar = ae.dense %4, 20 as @logvar : tensor<?x3136xf32>
    ae.return %mean, %logvar : tensor<?x20xf32>, tensor<?x20xf32>
  }

  ae.network @decoder(%z: tensor<?x20xf32>) {
    %0 = ae.dense %z, 3136 : tensor<?x20xf32>
    %1 = nn.relu %0 : tensor<?x3136xf32>
    %2 = nn.reshape %1, [-1, 64, 7, 7] : tensor<?x3136xf32>
    %3 = ae.conv_transpose2d %2, 32 kernel 4 strides 2 padding 1 : tensor<?x64x7x7xf32>
    %4 = nn.relu %3 : tensor<?x32x14x14xf32>
    %5 = ae.conv_transpose2d %4, 1 kernel 4 strides 2 padding 1 : tensor<?x32x14x14xf32>
    %y = nn.sigmoid %5 : tensor<?x1x28x28xf32>
    ae.return %y : tensor<?x1x28x28xf32>
  }

  ae.objective @elbo(%x: tensor<?x1x28x28xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %mean, %logvar = ae.apply @encoder(%x) : (tensor<?x1x28x28xf32>) -> (tensor<?x20xf32>, tensor<?x20xf32>)
    %z = ae.reparameterize %mean, %logvar : tensor<?x20xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x20xf32>) -> tensor<?x1x28x28xf32>
    %bce = nn.bce %y, %x reduce batch_mean : tensor<?x1x28x28xf32>
    %kl = nn.kl_normal %mean, %logvar : tensor<?x20xf32>
    ae.minimize %bce as "reconstruction" + %kl as "kl" : tensor<?xf32>, tensor<?xf32>
  }

  // The latent is the mean; reconstruct goes through it.
  ae.entry @encode(%x: tensor<?x1x28x28xf32>) {
    %mean, %logvar = ae.apply @encoder(%x) : (tensor<?x1x28x28xf32>) -> (tensor<?x20xf32>, tensor<?x20xf32>)
    ae.return %mean : tensor<?x20xf32>
  }
  ae.entry @reconstruct(%x: tensor<?x1x28x28xf32>) {
    %mean, %logvar = ae.apply @encoder(%x) : (tensor<?x1x28x28xf32>) -> (tensor<?x20xf32>, tensor<?x20xf32>)
    %y = ae.apply @decoder(%mean) : (tensor<?x20xf32>) -> tensor<?x1x28x28xf32>
    ae.return %y : tensor<?x1x28x28xf32>
  }
}

// A variational autoencoder with a judge (Larsen et al. 2016, "Autoencoding beyond pixels"): a
// discriminator tells what the decoder makes, of codes and of draws from the prior, from
// real pictures. Its verdict moves the decoder, not the encoder: `nn.stop_gradient`.
ae.model @vae_gan epochs 10 batch_size 64 {
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

  ae.network @discriminator(%x: tensor<?x1x28x28xf32>) {
    %0 = ae.conv2d %x, 16 kernel 4 strides 2 padding 1 : tensor<?x1x28x28xf32>
    %1 = nn.leaky_relu %0 {slope = 0.2} : tensor<?x16x14x14xf32>
    %2 = ae.conv2d %1, 32 kernel 4 strides 2 padding 1 no_bias : tensor<?x16x14x14xf32>
    %3 = ae.batch_norm %2 : tensor<?x32x7x7xf32>
    %4 = nn.leaky_relu %3 {slope = 0.2} : tensor<?x32x7x7xf32>
    %5 = nn.flatten %4 : tensor<?x32x7x7xf32>
    %d = ae.dense %5, 1 : tensor<?x1568xf32>
    ae.return %d : tensor<?x1xf32>
  }

  ae.objective @elbo(%x: tensor<?x1x28x28xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %mean, %logvar = ae.apply @encoder(%x) : (tensor<?x1x28x28xf32>) -> (tensor<?x20xf32>, tensor<?x20xf32>)
    %z = ae.reparameterize %mean, %logvar : tensor<?x20xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x20xf32>) -> tensor<?x1x28x28xf32>
    %bce = nn.bce %y, %x reduce batch_mean : tensor<?x1x28x28xf32>
    %kl = nn.kl_normal %mean, %logvar : tensor<?x20xf32>

    %code = nn.stop_gradient %z : tensor<?x20xf32>
    %draw = ae.normal : tensor<?x20xf32>
    %again = ae.apply @decoder(%code) : (tensor<?x20xf32>) -> tensor<?x1x28x28xf32>
    %drawn = ae.apply @decoder(%draw) : (tensor<?x20xf32>) -> tensor<?x1x28x28xf32>
    %d0 = ae.apply @discriminator(%again) : (tensor<?x1x28x28xf32>) -> tensor<?x1xf32>
    %d1 = ae.apply @discriminator(%drawn) : (tensor<?x1x28x28xf32>) -> tensor<?x1xf32>
    %ones = nn.full_like %d0, 1.0 : tensor<?x1xf32>
    %f0 = nn.bce_with_logits %d0, %ones : tensor<?x1xf32>
    %f1 = nn.bce_with_logits %d1, %ones : tensor<?x1xf32>
    %fool = nn.add %f0, %f1 : tensor<?xf32>
    ae.minimize %bce as "reconstruction" + %kl as "kl" + 5 * %fool as "fooling"
        : tensor<?xf32>, tensor<?xf32>, tensor<?xf32>
  }

  ae.objective @judgement(%x: tensor<?x1x28x28xf32>) trains [@discriminator] every 2
      with #ae.adam<learning_rate = 2.0e-4, beta1 = 0.5> {
    %mean, %logvar = ae.apply @encoder(%x) : (tensor<?x1x28x28xf32>) -> (tensor<?x20xf32>, tensor<?x20xf32>)
    %z = ae.reparameterize %mean, %logvar : tensor<?x20xf32>
    %draw = ae.normal : tensor<?x20xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x20xf32>) -> tensor<?x1x28x28xf32>
    %drawn = ae.apply @decoder(%draw) : (tensor<?x20xf32>) -> tensor<?x1x28x28xf32>
    %real = ae.apply @discriminator(%x) : (tensor<?x1x28x28xf32>) -> tensor<?x1xf32>
    %d0 = ae.apply @discriminator(%y) : (tensor<?x1x28x28xf32>) -> tensor<?x1xf32>
    %d1 = ae.apply @discriminator(%drawn) : (tensor<?x1x28x28xf32>) -> tensor<?x1xf32>
    %ones = nn.full_like %real, 1.0 : tensor<?x1xf32>
    %zeros = nn.full_like %real, 0.0 : tensor<?x1xf32>
    %right = nn.bce_with_logits %real, %ones : tensor<?x1xf32>
    %c0 = nn.bce_with_logits %d0, %zeros : tensor<?x1xf32>
    %c1 = nn.bce_with_logits %d1, %zeros : tensor<?x1xf32>
    ae.minimize %right as "real" + 0.5 * %c0 as "reconstructed" + 0.5 * %c1 as "drawn"
        : tensor<?xf32>, tensor<?xf32>, tensor<?xf32>
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

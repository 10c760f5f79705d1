// Eight milliseconds of a voice, 64 frames, by 1-D convolutions to 8 numbers that are drawn, and back:
// a variational autoencoder with a Gaussian likelihood whose variance is known, 5% of the signal's.
ae.model @speech epochs 40 batch_size 64 {
  ae.input @x : tensor<?x1x64xf32> normalize standardize
  ae.prior normal : tensor<?x8xf32>

  ae.network @encoder(%x: tensor<?x1x64xf32>) {
    %0 = ae.conv1d %x, 16 kernel 9 strides 2 padding same as @conv1 : tensor<?x1x64xf32>
    %1 = nn.relu %0 : tensor<?x16x32xf32>
    %2 = ae.conv1d %1, 32 kernel 5 strides 2 padding same as @conv2 : tensor<?x16x32xf32>
    %3 = nn.relu %2 : tensor<?x32x16xf32>
    %4 = ae.conv1d %3, 32 kernel 5 strides 2 padding same as @conv3 : tensor<?x32x16xf32>
    %5 = nn.relu %4 : tensor<?x32x8xf32>
    %6 = nn.flatten %5 : tensor<?x32x8xf32>
    %mean = ae.dense %6, 8 as @mean : tensor<?x256xf32>
    %logvar = ae.dense %6, 8 as @logvar : tensor<?x256xf32>
    ae.return %mean, %logvar : tensor<?x8xf32>, tensor<?x8xf32>
  }
  ae.network @decoder(%z: tensor<?x8xf32>) {
    %0 = ae.dense %z, 256 as @spread : tensor<?x8xf32>
    %1 = nn.relu %0 : tensor<?x256xf32>
    %2 = nn.reshape %1, [-1, 32, 8] : tensor<?x256xf32>
    %3 = ae.conv_transpose1d %2, 32 kernel 5 strides 2 padding same as @up1 : tensor<?x32x8xf32>
    %4 = nn.relu %3 : tensor<?x32x16xf32>
    %5 = ae.conv_transpose1d %4, 16 kernel 5 strides 2 padding same as @up2 : tensor<?x32x16xf32>
    %6 = nn.relu %5 : tensor<?x16x32xf32>
    %y = ae.conv_transpose1d %6, 1 kernel 9 strides 2 padding same as @up3 : tensor<?x16x32xf32>
    ae.return %y : tensor<?x1x64xf32>
  }
  ae.objective @elbo(%x: tensor<?x1x64xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %mean, %logvar = ae.apply @encoder(%x) : (tensor<?x1x64xf32>) -> (tensor<?x8xf32>, tensor<?x8xf32>)
    %z = ae.reparameterize %mean, %logvar : tensor<?x8xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x8xf32>) -> tensor<?x1x64xf32>
    %noise = nn.constant -3.0 : f32
    %nll = nn.gaussian_nll %y, %noise, %x : tensor<?x1x64xf32>, tensor<f32>, tensor<?x1x64xf32>
    %kl = nn.kl_normal %mean, %logvar : tensor<?x8xf32>
    ae.minimize %nll as "likelihood" + %kl as "kl" : tensor<?xf32>, tensor<?xf32>
  }

  // The latent is the mean.
  ae.entry @encode(%x: tensor<?x1x64xf32>) {
    %mean, %logvar = ae.apply @encoder(%x) : (tensor<?x1x64xf32>) -> (tensor<?x8xf32>, tensor<?x8xf32>)
    ae.return %mean : tensor<?x8xf32>
  }
  ae.entry @reconstruct(%x: tensor<?x1x64xf32>) {
    %mean, %logvar = ae.apply @encoder(%x) : (tensor<?x1x64xf32>) -> (tensor<?x8xf32>, tensor<?x8xf32>)
    %y = ae.apply @decoder(%mean) : (tensor<?x8xf32>) -> tensor<?x1x64xf32>
    ae.return %y : tensor<?x1x64xf32>
  }
}

// The layers of a DCGAN (Radford et al. 2016) as an autoencoder: strides instead of pooling,
// batch norm instead of biases, a discriminator's LeakyReLU on the way down, a
// generator's ReLU and tanh on the way up.
ae.model @dcgan epochs 10 batch_size 256 {
  ae.input @x : tensor<?x1x28x28xf32> picture [28, 28]

  ae.network @encoder(%x: tensor<?x1x28x28xf32>) {
    %0 = ae.conv2d %x, 32 kernel 4 strides 2 padding 1 no_bias : tensor<?x1x28x28xf32>
    %1 = nn.leaky_relu %0 {slope = 0.2} : tensor<?x32x14x14xf32>
    %2 = ae.conv2d %1, 64 kernel 4 strides 2 padding 1 no_bias : tensor<?x32x14x14xf32>
    %3 = ae.batch_norm %2 : tensor<?x64x7x7xf32>
    %4 = nn.leaky_relu %3 {slope = 0.2} : tensor<?x64x7x7xf32>
    %z = ae.conv2d %4, 32 kernel 7 no_bias : tensor<?x64x7x7xf32>
    ae.return %z : tensor<?x32x1x1xf32>
  }

  ae.network @generator(%z: tensor<?x32x1x1xf32>) {
    %0 = ae.conv_transpose2d %z, 64 kernel 7 no_bias : tensor<?x32x1x1xf32>
    %1 = ae.batch_norm %0 : tensor<?x64x7x7xf32>
    %2 = nn.relu %1 : tensor<?x64x7x7xf32>
    %3 = ae.conv_transpose2d %2, 32 kernel 4 strides 2 padding 1 no_bias : tensor<?x64x7x7xf32>
    %4 = ae.batch_norm %3 : tensor<?x32x14x14xf32>
    %5 = nn.relu %4 : tensor<?x32x14x14xf32>
    %6 = ae.conv_transpose2d %5, 1 kernel 4 strides 2 padding 1 no_bias : tensor<?x32x14x14xf32>
    %y = nn.tanh %6 : tensor<?x1x28x28xf32>
    ae.return %y : tensor<?x1x28x28xf32>
  }

  // Pictures between 0 and 1 out of those between -1 and 1.
  ae.network @decoder(%z: tensor<?x32x1x1xf32>) {
    %half = nn.constant 0.5 : f32
    %0 = ae.apply @generator(%z) : (tensor<?x32x1x1xf32>) -> tensor<?x1x28x28xf32>
    %1 = nn.mul %0, %half : tensor<?x1x28x28xf32>, tensor<f32>
    %y = nn.add %1, %half : tensor<?x1x28x28xf32>, tensor<f32>
    ae.return %y : tensor<?x1x28x28xf32>
  }

  ae.objective @reconstruction(%x: tensor<?x1x28x28xf32>) trains [@encoder, @generator]
      with #ae.adam<learning_rate = 2.0e-3, beta1 = 0.5> {
    %z = ae.apply @encoder(%x) : (tensor<?x1x28x28xf32>) -> tensor<?x32x1x1xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x32x1x1xf32>) -> tensor<?x1x28x28xf32>
    %mse = nn.mse %y, %x : tensor<?x1x28x28xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

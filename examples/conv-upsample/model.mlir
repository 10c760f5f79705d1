// Pooling down, upsampling up: 49 numbers, a picture of 7x7, are what is left of one. The loss is
// cross-entropy: behind a sigmoid, the squared error of mostly black pictures stays at all black.
ae.model @conv_upsample epochs 10 batch_size 32 {
  ae.input @x : tensor<?x1x28x28xf32> picture [28, 28]

  ae.network @encoder(%x: tensor<?x1x28x28xf32>) {
    %0 = ae.conv2d %x, 16 kernel 3 padding same init(#ae.he_normal) : tensor<?x1x28x28xf32>
    %1 = nn.leaky_relu %0 : tensor<?x16x28x28xf32>
    %2 = nn.max_pool2d %1 kernel [2, 2] : tensor<?x16x28x28xf32>
    %3 = ae.conv2d %2, 16 kernel 3 padding same init(#ae.he_normal) : tensor<?x16x14x14xf32>
    %4 = nn.leaky_relu %3 : tensor<?x16x14x14xf32>
    %5 = nn.avg_pool2d %4 kernel [2, 2] : tensor<?x16x14x14xf32>
    %z = ae.conv2d %5, 1 kernel 3 padding same : tensor<?x16x7x7xf32>
    ae.return %z : tensor<?x1x7x7xf32>
  }

  ae.network @decoder(%z: tensor<?x1x7x7xf32>) {
    %0 = ae.conv2d %z, 16 kernel 3 padding same init(#ae.he_normal) : tensor<?x1x7x7xf32>
    %1 = nn.leaky_relu %0 : tensor<?x16x7x7xf32>
    %2 = nn.upsample2d %1 factors [2, 2] : tensor<?x16x7x7xf32>
    %3 = ae.conv2d %2, 16 kernel 3 padding same init(#ae.he_normal) : tensor<?x16x14x14xf32>
    %4 = nn.leaky_relu %3 : tensor<?x16x14x14xf32>
    %5 = nn.upsample2d %4 factors [2, 2] bilinear : tensor<?x16x14x14xf32>
    %6 = ae.conv2d %5, 1 kernel 3 padding same : tensor<?x16x28x28xf32>
    %y = nn.sigmoid %6 : tensor<?x1x28x28xf32>
    ae.return %y : tensor<?x1x28x28xf32>
  }

  ae.objective @reconstruction(%x: tensor<?x1x28x28xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x1x28x28xf32>) -> tensor<?x1x7x7xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x1x7x7xf32>) -> tensor<?x1x28x28xf32>
    %bce = nn.bce %y, %x : tensor<?x1x28x28xf32>
    ae.minimize %bce as "reconstruction" : tensor<?xf32>
  }
}

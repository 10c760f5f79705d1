// Noisy pictures to clean ones: two convolutions with pooling, 32 channels of 7x7 pixels
// in between, two transposed convolutions, pixels through a sigmoid. Training draws
// other noise for every batch; entries add none and clean what they are given.
ae.model @conv_denoise epochs 10 batch_size 32 {
  ae.input @x : tensor<?x1x28x28xf32> picture [28, 28]

  ae.network @encoder(%x: tensor<?x1x28x28xf32>) {
    %0 = ae.conv2d %x, 32 kernel 3 padding same : tensor<?x1x28x28xf32>
    %1 = nn.relu %0 : tensor<?x32x28x28xf32>
    %2 = nn.max_pool2d %1 kernel [2, 2] : tensor<?x32x28x28xf32>
    %3 = ae.conv2d %2, 32 kernel 3 padding same : tensor<?x32x14x14xf32>
    %4 = nn.relu %3 : tensor<?x32x14x14xf32>
    %z = nn.max_pool2d %4 kernel [2, 2] : tensor<?x32x14x14xf32>
    ae.return %z : tensor<?x32x7x7xf32>
  }

  ae.network @decoder(%z: tensor<?x32x7x7xf32>) {
    %0 = ae.conv_transpose2d %z, 32 kernel 3 strides 2 padding same : tensor<?x32x7x7xf32>
    %1 = nn.relu %0 : tensor<?x32x14x14xf32>
    %2 = ae.conv_transpose2d %1, 1 kernel 3 strides 2 padding same : tensor<?x32x14x14xf32>
    %y = nn.sigmoid %2 : tensor<?x1x28x28xf32>
    ae.return %y : tensor<?x1x28x28xf32>
  }

  ae.objective @denoise(%x: tensor<?x1x28x28xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %0 = ae.gaussian_noise %x, 0.5 : tensor<?x1x28x28xf32>
    %noisy = nn.clamp %0 {low = 0.0, high = 1.0} : tensor<?x1x28x28xf32>
    %z = ae.apply @encoder(%noisy) : (tensor<?x1x28x28xf32>) -> tensor<?x32x7x7xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x32x7x7xf32>) -> tensor<?x1x28x28xf32>
    %mse = nn.mse %y, %x : tensor<?x1x28x28xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

// Three days of taxi passengers in New York, 144 half hours, as a signal: two convolutions
// and 8 numbers, and back by two transposed ones. What the network was not trained on, days
// unlike others, it gives back badly.
ae.model @trips epochs 20 batch_size 64 {
  ae.input @x : tensor<?x144x1xf32> normalize standardize

  ae.network @encoder(%x: tensor<?x144x1xf32>) {
    %signal = nn.reshape %x, [-1, 1, 144] : tensor<?x144x1xf32>
    %0 = ae.conv1d %signal, 16 kernel 5 strides 2 padding 2 as @conv1 : tensor<?x1x144xf32>
    %1 = nn.relu %0 : tensor<?x16x72xf32>
    %2 = ae.conv1d %1, 32 kernel 5 strides 2 padding 2 as @conv2 : tensor<?x16x72xf32>
    %3 = nn.relu %2 : tensor<?x32x36xf32>
    %4 = nn.flatten %3 : tensor<?x32x36xf32>
    %z = ae.dense %4, 8 as @latent : tensor<?x1152xf32>
    ae.return %z : tensor<?x8xf32>
  }
  ae.network @decoder(%z: tensor<?x8xf32>) {
    %0 = ae.dense %z, 1152 as @spread : tensor<?x8xf32>
    %1 = nn.relu %0 : tensor<?x1152xf32>
    %2 = nn.reshape %1, [-1, 32, 36] : tensor<?x1152xf32>
    %3 = ae.conv_transpose1d %2, 16 kernel 5 strides 2 padding 2 output_padding 1 as @up1 : tensor<?x32x36xf32>
    %4 = nn.relu %3 : tensor<?x16x72xf32>
    %5 = ae.conv_transpose1d %4, 1 kernel 5 strides 2 padding 2 output_padding 1 as @up2 : tensor<?x16x72xf32>
    %y = nn.reshape %5, [-1, 144, 1] : tensor<?x1x144xf32>
    ae.return %y : tensor<?x144x1xf32>
  }
  ae.objective @reconstruction(%x: tensor<?x144x1xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x144x1xf32>) -> tensor<?x8xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x8xf32>) -> tensor<?x144x1xf32>
    %mse = nn.mse %y, %x : tensor<?x144x1xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

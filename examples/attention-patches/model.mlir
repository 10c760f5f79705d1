// 16 patches of 7x7 pixels, a transformer block a side, 32 numbers in between.
ae.model @patches epochs 20 batch_size 64 {
  ae.input @x : tensor<?x1x28x28xf32> picture [28, 28]

  ae.network @encoder(%x: tensor<?x1x28x28xf32>) {
    %p = nn.patchify %x patch [7, 7] : tensor<?x1x28x28xf32>
    %0 = ae.dense %p, 64 as @embed : tensor<?x16x49xf32>
    %1 = ae.positional_embedding %0 as @positions : tensor<?x16x64xf32>
    %2 = ae.multi_head_attention %1, 4 as @attention : tensor<?x16x64xf32>
    %3 = nn.add %1, %2 : tensor<?x16x64xf32>
    %4 = ae.dense %3, 128 as @linear1 : tensor<?x16x64xf32>
    %5 = nn.gelu %4 approximate tanh : tensor<?x16x128xf32>
    %6 = ae.dense %5, 64 as @linear2 : tensor<?x16x128xf32>
    %7 = nn.add %3, %6 : tensor<?x16x64xf32>
    %8 = nn.flatten %7 : tensor<?x16x64xf32>
    %z = ae.dense %8, 32 as @latent : tensor<?x1024xf32>
    ae.return %z : tensor<?x32xf32>
  }

  ae.network @decoder(%z: tensor<?x32xf32>) {
    %0 = ae.dense %z, 1024 as @expand : tensor<?x32xf32>
    %1 = nn.reshape %0, [-1, 16, 64] : tensor<?x1024xf32>
    %2 = ae.positional_embedding %1 as @positions : tensor<?x16x64xf32>
    %3 = ae.multi_head_attention %2, 4 as @attention : tensor<?x16x64xf32>
    %4 = nn.add %2, %3 : tensor<?x16x64xf32>
    %5 = ae.dense %4, 128 as @linear1 : tensor<?x16x64xf32>
    %6 = nn.gelu %5 approximate tanh : tensor<?x16x128xf32>
    %7 = ae.dense %6, 64 as @linear2 : tensor<?x16x128xf32>
    %8 = nn.add %4, %7 : tensor<?x16x64xf32>
    %9 = ae.dense %8, 49 as @pixels : tensor<?x16x64xf32>
    %10 = nn.sigmoid %9 : tensor<?x16x49xf32>
    %y = nn.unpatchify %10, [1, 28, 28] patch [7, 7] : tensor<?x16x49xf32>
    ae.return %y : tensor<?x1x28x28xf32>
  }

  ae.objective @reconstruction(%x: tensor<?x1x28x28xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x1x28x28xf32>) -> tensor<?x32xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x32xf32>) -> tensor<?x1x28x28xf32>
    %mse = nn.mse %y, %x : tensor<?x1x28x28xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

// 784-512-48-512-784, the 48 rounded to whole numbers (Ballé et al. 2017): in training uniform noise
// stands for rounding, and @entropy learns what the numbers take as a file, in bits. The weight of the
// bits, 0.05, chooses between a short file and a faithful one.
ae.model @pictures epochs 20 batch_size 32 {
  ae.input @x : tensor<?x784xf32> picture [28, 28]

  ae.network @encoder(%x: tensor<?x784xf32>) {
    %0 = ae.dense %x, 512 : tensor<?x784xf32>
    %1 = nn.relu %0 : tensor<?x512xf32>
    %2 = ae.dense %1, 48 : tensor<?x512xf32>
    %z = ae.quantize %2, 1 : tensor<?x48xf32>
    ae.return %z : tensor<?x48xf32>
  }
  ae.network @decoder(%z: tensor<?x48xf32>) {
    %0 = ae.dense %z, 512 : tensor<?x48xf32>
    %1 = nn.relu %0 : tensor<?x512xf32>
    %2 = ae.dense %1, 784 : tensor<?x512xf32>
    %y = nn.sigmoid %2 : tensor<?x784xf32>
    ae.return %y : tensor<?x784xf32>
  }
  ae.network @entropy(%z: tensor<?x48xf32>) {
    %bits = ae.rate %z, 1 as @density : tensor<?x48xf32>
    ae.return %bits : tensor<?xf32>
  }
  ae.objective @rd(%x: tensor<?x784xf32>) trains [@encoder, @decoder, @entropy]
      with #ae.adam<learning_rate = 2.0e-3, schedule = #ae.cosine> {
    %z = ae.apply @encoder(%x) : (tensor<?x784xf32>) -> tensor<?x48xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x48xf32>) -> tensor<?x784xf32>
    %bits = ae.apply @entropy(%z) : (tensor<?x48xf32>) -> tensor<?xf32>
    %error = nn.mse %y, %x reduce batch_mean : tensor<?x784xf32>
    ae.minimize %error as "distortion" + 0.05 * %bits as "bits" : tensor<?xf32>, tensor<?xf32>
  }
}

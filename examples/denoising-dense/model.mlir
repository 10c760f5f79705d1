// A denoising autoencoder (Vincent et al. 2008): a third of the pixels is blacked out in training
// and the others are disturbed; the target is the clean image. Entries add no noise: the
// program cleans what it is given.
ae.model @denoise epochs 20 batch_size 64 {
  ae.input @x : tensor<?x784xf32> picture [28, 28]

  ae.network @encoder(%x: tensor<?x784xf32>) {
    %0 = ae.dense %x, 512 : tensor<?x784xf32>
    %z = nn.relu %0 : tensor<?x512xf32>
    ae.return %z : tensor<?x512xf32>
  }

  ae.network @decoder(%z: tensor<?x512xf32>) {
    %0 = ae.dropout %z, 0.1 : tensor<?x512xf32>
    %1 = ae.dense %0, 784 : tensor<?x512xf32>
    %y = nn.sigmoid %1 : tensor<?x784xf32>
    ae.return %y : tensor<?x784xf32>
  }

  ae.objective @reconstruction(%x: tensor<?x784xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %masked = ae.masking_noise %x, 0.3 : tensor<?x784xf32>
    %noisy = ae.gaussian_noise %masked, 0.1 : tensor<?x784xf32>
    %z = ae.apply @encoder(%noisy) : (tensor<?x784xf32>) -> tensor<?x512xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x512xf32>) -> tensor<?x784xf32>
    %mse = nn.mse %y, %x : tensor<?x784xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

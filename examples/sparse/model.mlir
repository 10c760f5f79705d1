// A sparse autoencoder: more units than inputs' degrees of freedom, and a price on each unit's
// answer (the mean of |h|), so that a few of 512 say what a digit is.
ae.model @sparse epochs 20 batch_size 64 {
  ae.input @x : tensor<?x784xf32> picture [28, 28]

  ae.network @encoder(%x: tensor<?x784xf32>) {
    %0 = ae.dense %x, 512 : tensor<?x784xf32>
    %z = nn.relu %0 : tensor<?x512xf32>
    ae.return %z : tensor<?x512xf32>
  }

  ae.network @decoder(%z: tensor<?x512xf32>) {
    %0 = ae.dense %z, 784 : tensor<?x512xf32>
    %y = nn.sigmoid %0 : tensor<?x784xf32>
    ae.return %y : tensor<?x784xf32>
  }

  ae.objective @reconstruction(%x: tensor<?x784xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x784xf32>) -> tensor<?x512xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x512xf32>) -> tensor<?x784xf32>
    %mse = nn.mse %y, %x : tensor<?x784xf32>
    %l1 = nn.l1 %z : tensor<?x512xf32>
    ae.minimize %mse as "reconstruction" + 0.02 * %l1 as "activity" : tensor<?xf32>, tensor<?xf32>
  }
}

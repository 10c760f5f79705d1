// 64-32-64 with sigmoids (Rifai et al. 2011, Contractive auto-encoders): the squared
// Frobenius norm of the encoder's Jacobian makes the code insensitive to what does not
// tell digits apart.
ae.model @contractive epochs 40 batch_size 32 {
  ae.input @x : tensor<?x64xf32> scale 16 picture [8, 8]

  ae.network @encoder(%x: tensor<?x64xf32>) {
    %0 = ae.dense %x, 32 : tensor<?x64xf32>
    %z = nn.sigmoid %0 : tensor<?x32xf32>
    ae.return %z : tensor<?x32xf32>
  }

  ae.network @decoder(%z: tensor<?x32xf32>) {
    %0 = ae.dense %z, 64 : tensor<?x32xf32>
    %y = nn.sigmoid %0 : tensor<?x64xf32>
    ae.return %y : tensor<?x64xf32>
  }

  ae.objective @reconstruction(%x: tensor<?x64xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 3.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x64xf32>) -> tensor<?x32xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x32xf32>) -> tensor<?x64xf32>
    %mse = nn.mse %y, %x : tensor<?x64xf32>
    %norm = nn.jacobian_norm %z wrt %x : tensor<?x32xf32>, tensor<?x64xf32>
    ae.minimize %mse as "reconstruction" + 5.0e-3 * %norm as "contraction"
        : tensor<?xf32>, tensor<?xf32>
  }
}

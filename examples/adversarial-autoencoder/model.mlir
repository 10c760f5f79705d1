// An adversarial autoencoder (Makhzani et al. 2016): a critic tells codes from draws of
// a normal distribution, the encoder learns to fool it, and so draws decode to digits.
ae.model @adversarial epochs 60 batch_size 64 {
  ae.input @x : tensor<?x64xf32> scale 16 picture [8, 8]
  ae.prior normal : tensor<?x6xf32>

  ae.network @encoder(%x: tensor<?x64xf32>) {
    %0 = ae.dense %x, 128 : tensor<?x64xf32>
    %1 = nn.relu %0 : tensor<?x128xf32>
    %z = ae.dense %1, 6 : tensor<?x128xf32>
    ae.return %z : tensor<?x6xf32>
  }

  ae.network @decoder(%z: tensor<?x6xf32>) {
    %0 = ae.dense %z, 128 : tensor<?x6xf32>
    %1 = nn.relu %0 : tensor<?x128xf32>
    %2 = ae.dense %1, 64 : tensor<?x128xf32>
    %y = nn.sigmoid %2 : tensor<?x64xf32>
    ae.return %y : tensor<?x64xf32>
  }

  ae.network @critic(%z: tensor<?x6xf32>) {
    %0 = ae.dense %z, 64 : tensor<?x6xf32>
    %1 = nn.leaky_relu %0 {slope = 0.2} : tensor<?x64xf32>
    %2 = ae.dense %1, 64 : tensor<?x64xf32>
    %3 = nn.leaky_relu %2 {slope = 0.2} : tensor<?x64xf32>
    %d = ae.dense %3, 1 : tensor<?x64xf32>
    ae.return %d : tensor<?x1xf32>
  }

  ae.objective @reconstruction(%x: tensor<?x64xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x64xf32>) -> tensor<?x6xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x6xf32>) -> tensor<?x64xf32>
    %mse = nn.mse %y, %x : tensor<?x64xf32>
    ae.minimize %mse as "error" : tensor<?xf32>
  }

  ae.objective @judgement(%x: tensor<?x64xf32>) trains [@critic] with #ae.adam<learning_rate = 1.0e-3, beta1 = 0.5> {
    %z = ae.apply @encoder(%x) : (tensor<?x64xf32>) -> tensor<?x6xf32>
    %n = ae.normal : tensor<?x6xf32>
    %drawn = ae.apply @critic(%n) : (tensor<?x6xf32>) -> tensor<?x1xf32>
    %coded = ae.apply @critic(%z) : (tensor<?x6xf32>) -> tensor<?x1xf32>
    %ones = nn.full_like %drawn, 1.0 : tensor<?x1xf32>
    %zeros = nn.full_like %coded, 0.0 : tensor<?x1xf32>
    %right = nn.bce_with_logits %drawn, %ones : tensor<?x1xf32>
    %caught = nn.bce_with_logits %coded, %zeros : tensor<?x1xf32>
    ae.minimize %right as "drawn" + %caught as "coded" : tensor<?xf32>, tensor<?xf32>
  }

  ae.objective @deception(%x: tensor<?x64xf32>) trains [@encoder] with #ae.adam<learning_rate = 5.0e-4, beta1 = 0.5> {
    %z = ae.apply @encoder(%x) : (tensor<?x64xf32>) -> tensor<?x6xf32>
    %d = ae.apply @critic(%z) : (tensor<?x6xf32>) -> tensor<?x1xf32>
    %ones = nn.full_like %d, 1.0 : tensor<?x1xf32>
    %fool = nn.bce_with_logits %d, %ones : tensor<?x1xf32>
    ae.minimize %fool as "fooling" : tensor<?xf32>
  }
}

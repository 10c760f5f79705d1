// An autoencoder whose decoder is a generator as well: it ends in tanh, reconstructs
// images between -1 and 1, and a discriminator that ends in a sigmoid tells its pictures
// from real ones. The generator steps on every batch, the discriminator on every second.
ae.model @generator epochs 60 batch_size 64 {
  ae.input @x : tensor<?x64xf32> scale 16 picture [8, 8]

  ae.network @encoder(%x: tensor<?x64xf32>) {
    %0 = ae.dense %x, 128 : tensor<?x64xf32>
    %1 = nn.leaky_relu %0 {slope = 0.2} : tensor<?x128xf32>
    %z = ae.dense %1, 10 : tensor<?x128xf32>
    ae.return %z : tensor<?x10xf32>
  }

  ae.network @generator(%z: tensor<?x10xf32>) {
    %0 = ae.dense %z, 128 : tensor<?x10xf32>
    %1 = nn.relu %0 : tensor<?x128xf32>
    %2 = ae.dense %1, 64 : tensor<?x128xf32>
    %y = nn.tanh %2 : tensor<?x64xf32>
    ae.return %y : tensor<?x64xf32>
  }

  ae.network @discriminator(%x: tensor<?x64xf32>) {
    %0 = ae.dense %x, 128 : tensor<?x64xf32>
    %1 = nn.leaky_relu %0 {slope = 0.2} : tensor<?x128xf32>
    %2 = ae.dense %1, 1 : tensor<?x128xf32>
    %p = nn.sigmoid %2 : tensor<?x1xf32>
    ae.return %p : tensor<?x1xf32>
  }

  // Pictures between 0 and 1 out of those between -1 and 1.
  ae.network @decoder(%z: tensor<?x10xf32>) {
    %half = nn.constant 0.5 : f32
    %0 = ae.apply @generator(%z) : (tensor<?x10xf32>) -> tensor<?x64xf32>
    %1 = nn.mul %0, %half : tensor<?x64xf32>, tensor<f32>
    %y = nn.add %1, %half : tensor<?x64xf32>, tensor<f32>
    ae.return %y : tensor<?x64xf32>
  }

  ae.objective @generation(%x: tensor<?x64xf32>) trains [@encoder, @generator]
      with #ae.adam<learning_rate = 1.0e-3, beta1 = 0.5> {
    %z = ae.apply @encoder(%x) : (tensor<?x64xf32>) -> tensor<?x10xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x10xf32>) -> tensor<?x64xf32>
    %made = ae.apply @generator(%z) : (tensor<?x10xf32>) -> tensor<?x64xf32>
    %p = ae.apply @discriminator(%made) : (tensor<?x64xf32>) -> tensor<?x1xf32>
    %ones = nn.full_like %p, 1.0 : tensor<?x1xf32>
    %mse = nn.mse %y, %x : tensor<?x64xf32>
    %fool = nn.bce %p, %ones : tensor<?x1xf32>
    ae.minimize %mse as "error" + 2.0e-3 * %fool as "fooling" : tensor<?xf32>, tensor<?xf32>
  }

  ae.objective @judgement(%x: tensor<?x64xf32>) trains [@discriminator] every 2
      with #ae.adam<learning_rate = 5.0e-4, beta1 = 0.5> {
    %two = nn.constant 2.0 : f32
    %one = nn.constant 1.0 : f32
    %0 = nn.mul %x, %two : tensor<?x64xf32>, tensor<f32>
    %picture = nn.sub %0, %one : tensor<?x64xf32>, tensor<f32>
    %z = ae.apply @encoder(%x) : (tensor<?x64xf32>) -> tensor<?x10xf32>
    %made = ae.apply @generator(%z) : (tensor<?x10xf32>) -> tensor<?x64xf32>
    %real = ae.apply @discriminator(%picture) : (tensor<?x64xf32>) -> tensor<?x1xf32>
    %fake = ae.apply @discriminator(%made) : (tensor<?x64xf32>) -> tensor<?x1xf32>
    // 0.9 for real ones keeps the discriminator from being too sure.
    %high = nn.full_like %real, 0.9 : tensor<?x1xf32>
    %zeros = nn.full_like %fake, 0.0 : tensor<?x1xf32>
    %right = nn.bce %real, %high : tensor<?x1xf32>
    %caught = nn.bce %fake, %zeros : tensor<?x1xf32>
    ae.minimize %right as "real" + %caught as "made" : tensor<?xf32>, tensor<?xf32>
  }
}

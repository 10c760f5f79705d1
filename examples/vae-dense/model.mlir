// The variational autoencoder of Kingma and Welling (2014) with the layers and names of
// PyTorch's example: 784-400-20, a Bernoulli likelihood a pixel, a standard normal prior.
ae.model @vae epochs 10 batch_size 128 {
  ae.input @x : tensor<?x784xf32> picture [28, 28]
  ae.prior normal : tensor<?x20xf32>

  ae.network @encoder(%x: tensor<?x784xf32>) {
    %0 = ae.dense %x, 400 as @fc1 : tensor<?x784xf32>
    %1 = nn.relu %0 : tensor<?x400xf32>
    %mean = ae.dense %1, 20 as @fc21 : tensor<?x400xf32>
    %logvar = ae.dense %1, 20 as @fc22 : tensor<?x400xf32>
    ae.return %mean, %logvar : tensor<?x20xf32>, tensor<?x20xf32>
  }

  ae.network @decoder(%z: tensor<?x20xf32>) {
    %0 = ae.dense %z, 400 as @fc3 : tensor<?x20xf32>
    %1 = nn.relu %0 : tensor<?x400xf32>
    %2 = ae.dense %1, 784 as @fc4 : tensor<?x400xf32>
    %y = nn.sigmoid %2 : tensor<?x784xf32>
    ae.return %y : tensor<?x784xf32>
  }

  ae.objective @elbo(%x: tensor<?x784xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %mean, %logvar = ae.apply @encoder(%x) : (tensor<?x784xf32>) -> (tensor<?x20xf32>, tensor<?x20xf32>)
    %z = ae.reparameterize %mean, %logvar : tensor<?x20xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x20xf32>) -> tensor<?x784xf32>
    %bce = nn.bce %y, %x reduce batch_mean : tensor<?x784xf32>
    %kl = nn.kl_normal %mean, %logvar : tensor<?x20xf32>
    ae.minimize %bce as "reconstruction" + %kl as "kl" : tensor<?xf32>, tensor<?xf32>
  }

  // The latent is the mean; reconstruct goes through it.
  ae.entry @encode(%x: tensor<?x784xf32>) {
    %mean, %logvar = ae.apply @encoder(%x) : (tensor<?x784xf32>) -> (tensor<?x20xf32>, tensor<?x20xf32>)
    ae.return %mean : tensor<?x20xf32>
  }
  ae.entry @reconstruct(%x: tensor<?x784xf32>) {
    %mean, %logvar = ae.apply @encoder(%x) : (tensor<?x784xf32>) -> (tensor<?x20xf32>, tensor<?x20xf32>)
    %y = ae.apply @decoder(%mean) : (tensor<?x20xf32>) -> tensor<?x784xf32>
    ae.return %y : tensor<?x784xf32>
  }
}

// Sixteen characters of a licence, each a byte: a GRU in both directions reads them, 32 numbers are
// drawn, and a GRU writes a choice among 128 characters for each place (Bowman et al. 2016, whose
// decoder also sees the characters before; here the latent alone says what is written). The
// divergence's weight rises slowly: characters are learned before the latents are paid for.
ae.model @text epochs 60 batch_size 32 {
  ae.prior normal : tensor<?x32xf32>

  ae.network @encoder(%tokens: tensor<?x16xi64>) {
    %vectors = ae.embedding %tokens, 128 as @chars : tensor<?x16xi64> -> tensor<?x16x16xf32>
    %states, %last = ae.gru %vectors, 64 bidirectional as @gru : tensor<?x16x16xf32>
    %mean = ae.dense %last, 32 as @mean : tensor<?x128xf32>
    %logvar = ae.dense %last, 32 as @logvar : tensor<?x128xf32>
    ae.return %mean, %logvar : tensor<?x32xf32>, tensor<?x32xf32>
  }
  ae.network @decoder(%z: tensor<?x32xf32>) {
    %steps = nn.repeat_vector %z, 16 : tensor<?x32xf32>
    %places = ae.positional_embedding %steps as @places : tensor<?x16x32xf32>
    %states, %last = ae.gru %places, 96 bidirectional as @gru : tensor<?x16x32xf32>
    %logits = ae.dense %states, 128 as @out : tensor<?x16x192xf32>
    ae.return %logits : tensor<?x16x128xf32>
  }
  ae.objective @elbo(%tokens: tensor<?x16xi64>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 5.0e-3, clip = #ae.clip_norm<1.0>> {
    %mean, %logvar = ae.apply @encoder(%tokens) : (tensor<?x16xi64>) -> (tensor<?x32xf32>, tensor<?x32xf32>)
    %z = ae.reparameterize %mean, %logvar : tensor<?x32xf32>
    %logits = ae.apply @decoder(%z) : (tensor<?x32xf32>) -> tensor<?x16x128xf32>
    %loss = nn.cross_entropy_with_logits %logits, %tokens reduce batch_mean : tensor<?x16x128xf32>, tensor<?x16xi64>
    %kl = nn.kl_normal %mean, %logvar : tensor<?x32xf32>
    ae.minimize %loss as "characters" + %kl as "kl" schedule(#ae.warmup<epochs = 50.0>)
        : tensor<?xf32>, tensor<?xf32>
  }

  // The latent is the mean.
  ae.entry @encode(%tokens: tensor<?x16xi64>) {
    %mean, %logvar = ae.apply @encoder(%tokens) : (tensor<?x16xi64>) -> (tensor<?x32xf32>, tensor<?x32xf32>)
    ae.return %mean : tensor<?x32xf32>
  }
  ae.entry @reconstruct(%tokens: tensor<?x16xi64>) {
    %mean, %logvar = ae.apply @encoder(%tokens) : (tensor<?x16xi64>) -> (tensor<?x32xf32>, tensor<?x32xf32>)
    %y = ae.apply @decoder(%mean) : (tensor<?x32xf32>) -> tensor<?x16x128xf32>
    ae.return %y : tensor<?x16x128xf32>
  }
}

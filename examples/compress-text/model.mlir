// Sixteen characters as 8 whole numbers, and back as a choice among 128 for each place. Both terms of
// the objective are bits. What is coded behind the latents knows the text so far, which the decoder does
// not: bits of latents save few bits there, and weigh eight times as much.
ae.model @text epochs 20 batch_size 32 {
  ae.network @encoder(%tokens: tensor<?x16xi64>) {
    %vectors = ae.embedding %tokens, 128 as @chars : tensor<?x16xi64> -> tensor<?x16x16xf32>
    %0 = nn.reshape %vectors, [-1, 256] : tensor<?x16x16xf32>
    %1 = ae.dense %0, 256 as @hidden : tensor<?x256xf32>
    %2 = nn.relu %1 : tensor<?x256xf32>
    %3 = ae.dense %2, 8 as @latent : tensor<?x256xf32>
    %z = ae.quantize %3, 1 : tensor<?x8xf32>
    ae.return %z : tensor<?x8xf32>
  }
  ae.network @decoder(%z: tensor<?x8xf32>) {
    %0 = ae.dense %z, 256 as @hidden : tensor<?x8xf32>
    %1 = nn.relu %0 : tensor<?x256xf32>
    %2 = ae.dense %1, 2048 as @out : tensor<?x256xf32>
    %logits = nn.reshape %2, [-1, 16, 128] : tensor<?x2048xf32>
    ae.return %logits : tensor<?x16x128xf32>
  }
  ae.network @entropy(%z: tensor<?x8xf32>) {
    %bits = ae.rate %z, 1 as @density : tensor<?x8xf32>
    ae.return %bits : tensor<?xf32>
  }
  ae.objective @bits(%tokens: tensor<?x16xi64>) trains [@encoder, @decoder, @entropy]
      with #ae.adam<learning_rate = 2.0e-3> {
    %z = ae.apply @encoder(%tokens) : (tensor<?x16xi64>) -> tensor<?x8xf32>
    %logits = ae.apply @decoder(%z) : (tensor<?x8xf32>) -> tensor<?x16x128xf32>
    %latent = ae.apply @entropy(%z) : (tensor<?x8xf32>) -> tensor<?xf32>
    %nats = nn.cross_entropy_with_logits %logits, %tokens reduce batch_mean : tensor<?x16x128xf32>, tensor<?x16xi64>
    ae.minimize 1.4427 * %nats as "characters" + 8.0 * %latent as "latent" : tensor<?xf32>, tensor<?xf32>
  }
}

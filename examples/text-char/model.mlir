// Windows of 24 characters of a licence, as one of 96 indices each: embedding and GRU
// to 48 numbers, a GRU that writes the characters again.
ae.model @text epochs 48 batch_size 32 {
  ae.network @encoder(%tokens: tensor<?x24xi64>) {
    %vectors = ae.embedding %tokens, 96 as @chars : tensor<?x24xi64> -> tensor<?x24x16xf32>
    %states, %last = ae.gru %vectors, 64 bidirectional as @gru : tensor<?x24x16xf32>
    %z = ae.dense %last, 48 as @latent : tensor<?x128xf32>
    ae.return %z : tensor<?x48xf32>
  }
  ae.network @decoder(%z: tensor<?x48xf32>) {
    %steps = nn.repeat_vector %z, 24 : tensor<?x48xf32>
    %states, %last = ae.gru %steps, 96 as @gru : tensor<?x24x48xf32>
    %logits = ae.dense %states, 96 as @out : tensor<?x24x96xf32>
    ae.return %logits : tensor<?x24x96xf32>
  }
  ae.objective @reconstruction(%tokens: tensor<?x24xi64>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 3.0e-3, clip = #ae.clip_norm<1.0>> {
    %z = ae.apply @encoder(%tokens) : (tensor<?x24xi64>) -> tensor<?x48xf32>
    %logits = ae.apply @decoder(%z) : (tensor<?x48xf32>) -> tensor<?x24x96xf32>
    %loss = nn.cross_entropy_with_logits %logits, %tokens : tensor<?x24x96xf32>, tensor<?x24xi64>
    ae.minimize %loss as "characters" : tensor<?xf32>
  }
}

// One day of taxi passengers in New York: 48 half hours, read by a GRU and
// written again by another from 8 numbers.
ae.model @taxi epochs 60 batch_size 32 {
  ae.network @encoder(%x: tensor<?x48x1xf32>) {
    %states, %last = ae.gru %x, 32 as @gru : tensor<?x48x1xf32>
    %z = ae.dense %last, 8 as @latent : tensor<?x32xf32>
    ae.return %z : tensor<?x8xf32>
  }
  ae.network @decoder(%z: tensor<?x8xf32>) {
    %steps = nn.repeat_vector %z, 48 : tensor<?x8xf32>
    %states, %last = ae.gru %steps, 32 as @gru : tensor<?x48x8xf32>
    %y = ae.dense %states, 1 as @out : tensor<?x48x32xf32>
    ae.return %y : tensor<?x48x1xf32>
  }
  ae.objective @reconstruction(%x: tensor<?x48x1xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 5.0e-3, clip = #ae.clip_norm<1.0>> {
    %z = ae.apply @encoder(%x) : (tensor<?x48x1xf32>) -> tensor<?x8xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x8xf32>) -> tensor<?x48x1xf32>
    %mse = nn.mse %y, %x : tensor<?x48x1xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

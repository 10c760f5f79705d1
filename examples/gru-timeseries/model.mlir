// One day of taxi passengers in New York, 48 half hours from any time of the day on: read by a GRU
// in both directions, and written again by another from 8 numbers and a vector a step.
ae.model @taxi epochs 60 batch_size 32 {
  ae.input @x : tensor<?x48x1xf32> normalize standardize

  ae.network @encoder(%x: tensor<?x48x1xf32>) {
    %states, %last = ae.gru %x, 32 bidirectional as @gru : tensor<?x48x1xf32>
    %z = ae.dense %last, 8 as @latent : tensor<?x64xf32>
    ae.return %z : tensor<?x8xf32>
  }
  ae.network @decoder(%z: tensor<?x8xf32>) {
    %wide = ae.dense %z, 32 as @spread : tensor<?x8xf32>
    %steps = nn.repeat_vector %wide, 48 : tensor<?x32xf32>
    %places = ae.positional_embedding %steps as @places : tensor<?x48x32xf32>
    %states, %last = ae.gru %places, 32 bidirectional as @gru : tensor<?x48x32xf32>
    %y = ae.dense %states, 1 as @out : tensor<?x48x64xf32>
    ae.return %y : tensor<?x48x1xf32>
  }
  ae.objective @reconstruction(%x: tensor<?x48x1xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-2, schedule = #ae.cosine, clip = #ae.clip_norm<1.0>> {
    %z = ae.apply @encoder(%x) : (tensor<?x48x1xf32>) -> tensor<?x8xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x8xf32>) -> tensor<?x48x1xf32>
    %mse = nn.mse %y, %x : tensor<?x48x1xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

// Handwritten digits read as sequences: 8 rows of 8 pixels, top to bottom, by an
// LSTM in both directions; another writes the rows again from 10 numbers and a vector a row.
ae.model @rows epochs 60 batch_size 32 {
  ae.input @x : tensor<?x64xf32> scale 16 picture [8, 8]

  ae.network @encoder(%x: tensor<?x64xf32>) {
    %rows = nn.reshape %x, [-1, 8, 8] : tensor<?x64xf32>
    %states, %last, %cell = ae.lstm %rows, 64 bidirectional as @lstm : tensor<?x8x8xf32>
    %z = ae.dense %last, 10 as @latent : tensor<?x128xf32>
    ae.return %z : tensor<?x10xf32>
  }
  ae.network @decoder(%z: tensor<?x10xf32>) {
    %wide = ae.dense %z, 64 as @spread : tensor<?x10xf32>
    %steps = nn.repeat_vector %wide, 8 : tensor<?x64xf32>
    %places = ae.positional_embedding %steps as @places : tensor<?x8x64xf32>
    %states, %last, %cell = ae.lstm %places, 64 bidirectional as @lstm : tensor<?x8x64xf32>
    %rows = ae.dense %states, 8 as @out : tensor<?x8x128xf32>
    %pixels = nn.sigmoid %rows : tensor<?x8x8xf32>
    %y = nn.flatten %pixels : tensor<?x8x8xf32>
    ae.return %y : tensor<?x64xf32>
  }
  ae.objective @reconstruction(%x: tensor<?x64xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 5.0e-3, schedule = #ae.cosine, clip = #ae.clip_norm<1.0>> {
    %z = ae.apply @encoder(%x) : (tensor<?x64xf32>) -> tensor<?x10xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x10xf32>) -> tensor<?x64xf32>
    %mse = nn.mse %y, %x : tensor<?x64xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

// A day of taxi trips as 48 half hours, a transformer block a side, 4 numbers in between.
ae.model @taxi epochs 30 batch_size 32 {
  ae.network @encoder(%x: tensor<?x48x1xf32>) {
    %0 = ae.dense %x, 32 as @embed : tensor<?x48x1xf32>
    %1 = ae.positional_embedding %0 init(#ae.normal<mean = 0.0, stddev = 0.3>) as @positions : tensor<?x48x32xf32>
    %2 = ae.multi_head_attention %1, 4 as @attention : tensor<?x48x32xf32>
    %3 = nn.add %1, %2 : tensor<?x48x32xf32>
    %4 = ae.dense %3, 64 as @linear1 : tensor<?x48x32xf32>
    %5 = nn.relu %4 : tensor<?x48x64xf32>
    %6 = ae.dense %5, 32 as @linear2 : tensor<?x48x64xf32>
    %7 = nn.add %3, %6 : tensor<?x48x32xf32>
    %8 = nn.flatten %7 : tensor<?x48x32xf32>
    %z = ae.dense %8, 4 as @latent : tensor<?x1536xf32>
    ae.return %z : tensor<?x4xf32>
  }

  ae.network @decoder(%z: tensor<?x4xf32>) {
    %0 = ae.dense %z, 64 as @hidden : tensor<?x4xf32>
    %1 = nn.relu %0 : tensor<?x64xf32>
    %2 = ae.dense %1, 1536 as @expand : tensor<?x64xf32>
    %3 = nn.reshape %2, [-1, 48, 32] : tensor<?x1536xf32>
    %4 = nn.sinusoids 48, 32 : f32
    %5 = nn.add %3, %4 : tensor<?x48x32xf32>, tensor<48x32xf32>
    %6 = ae.multi_head_attention %5, 4 as @attention : tensor<?x48x32xf32>
    %7 = nn.add %5, %6 : tensor<?x48x32xf32>
    %8 = ae.dense %7, 64 as @linear1 : tensor<?x48x32xf32>
    %9 = nn.relu %8 : tensor<?x48x64xf32>
    %10 = ae.dense %9, 32 as @linear2 : tensor<?x48x64xf32>
    %11 = nn.add %7, %10 : tensor<?x48x32xf32>
    %y = ae.dense %11, 1 as @value : tensor<?x48x32xf32>
    ae.return %y : tensor<?x48x1xf32>
  }

  ae.objective @reconstruction(%x: tensor<?x48x1xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x48x1xf32>) -> tensor<?x4xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x4xf32>) -> tensor<?x48x1xf32>
    %mse = nn.mse %y, %x : tensor<?x48x1xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

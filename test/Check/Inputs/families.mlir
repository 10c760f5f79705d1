// Ops and structures of many families in one small model: tied weights, several
// terms, penalties, a class index, a gradient in the objective, two objectives
// of which the second trains one network through another.
ae.model @families {
  ae.input @x : tensor<?x6xf32>
  ae.network @encoder(%x: tensor<?x6xf32>) {
    %n = ae.normalize %x, standardize : tensor<?x6xf32>
    %0 = ae.dense %n, 5 as @fc1 : tensor<?x6xf32>
    %1 = nn.gelu %0 : tensor<?x5xf32>
    %z = ae.dense %1, 4 init(#ae.glorot_uniform) bias_init(#ae.zeros) as @fc2 : tensor<?x5xf32>
    %s = nn.sigmoid %z : tensor<?x4xf32>
    ae.return %s : tensor<?x4xf32>
  }
  ae.network @decoder(%z: tensor<?x4xf32>) {
    %0 = ae.dense %z, 5 tied @encoder::@fc2 : tensor<?x4xf32>
    %1 = nn.elu %0 : tensor<?x5xf32>
    %2 = ae.dense %1, 6 tied @encoder::@fc1 : tensor<?x5xf32>
    ae.return %2 : tensor<?x6xf32>
  }
  ae.network @critic(%z: tensor<?x4xf32>) {
    %0 = ae.dense %z, 3 : tensor<?x4xf32>
    %1 = nn.softplus %0 : tensor<?x3xf32>
    %2 = ae.dense %1, 3 no_bias : tensor<?x3xf32>
    ae.return %2 : tensor<?x3xf32>
  }
  ae.objective @reconstruction(%x: tensor<?x6xf32>) trains [@encoder, @decoder]
      with #ae.sgd<learning_rate = 0.05, momentum = 0.9, clip = #ae.clip_norm<0.1>> {
    %z = ae.apply @encoder(%x) : (tensor<?x6xf32>) -> tensor<?x4xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x4xf32>) -> tensor<?x6xf32>
    %p = nn.sigmoid %y : tensor<?x6xf32>
    %bce = nn.bce %p, %x : tensor<?x6xf32>
    %huber = nn.huber %y, %x {delta = 0.3 : f64} : tensor<?x6xf32>
    %cosine = nn.cosine %y, %x : tensor<?x6xf32>
    %kl = nn.kl_sparsity %z target 0.1 : tensor<?x4xf32>
    %decay = ae.weight_l2 [@encoder] : tensor<f32>
    ae.minimize %bce as "bce" + 0.7 * %huber as "huber" + 0.3 * %cosine as "cosine" + 0.1 * %kl as "kl"
        + 0.01 * %decay as "decay"
        : tensor<?xf32>, tensor<?xf32>, tensor<?xf32>, tensor<f32>, tensor<f32>
  }
  ae.objective @classes(%x: tensor<?x6xf32>, %label: tensor<?xi64>) trains [@encoder, @critic]
      with #ae.rmsprop<learning_rate = 0.01> {
    %z = ae.apply @encoder(%x) : (tensor<?x6xf32>) -> tensor<?x4xf32>
    %logits = ae.apply @critic(%z) : (tensor<?x4xf32>) -> tensor<?x3xf32>
    %p = nn.softmax %logits : tensor<?x3xf32>
    %ce = nn.cross_entropy %p, %label : tensor<?x3xf32>, tensor<?xi64>
    %slope = nn.gradient %ce wrt %z : tensor<?xf32>, tensor<?x4xf32>
    %penalty = nn.l2 %slope : tensor<?x4xf32>
    ae.minimize %ce as "classes" + 0.5 * %penalty as "contraction" : tensor<?xf32>, tensor<?xf32>
  }
}

// A Wasserstein autoencoder: gradients of nn.mmd through draws and latents, on both paths.
// RUN: aec check %s | FileCheck %s
// CHECK: all 4 gradients agree
ae.model @wae {
  ae.network @encoder(%x: tensor<?x12xf32>) {
    %z = ae.dense %x, 3 : tensor<?x12xf32>
    ae.return %z : tensor<?x3xf32>
  }
  ae.network @decoder(%z: tensor<?x3xf32>) {
    %y = ae.dense %z, 12 : tensor<?x3xf32>
    ae.return %y : tensor<?x12xf32>
  }
  ae.objective @wae(%x: tensor<?x12xf32>) trains [@encoder, @decoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x12xf32>) -> tensor<?x3xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x3xf32>) -> tensor<?x12xf32>
    %mse = nn.mse %y, %x : tensor<?x12xf32>
    %prior = ae.normal : tensor<?x3xf32>
    %mmd = nn.mmd %z, %prior pairs 3 : tensor<?x3xf32>
    ae.minimize %mse as "reconstruction" + 10 * %mmd as "discrepancy" : tensor<?xf32>, tensor<?xf32>
  }
}

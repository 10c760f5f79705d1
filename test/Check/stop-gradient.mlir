// What stands behind nn.stop_gradient is a constant to gradients: differences
// hold it where it was. In @rounded every value reaches the loss both ways, so
// that differences which saw through it would find every gradient wrong.
// RUN: aec check %s | FileCheck %s
// CHECK: objective o: loss
// CHECK-NOT: frozen
// CHECK: encoder.0.weight 4x3 12 0 {{.*}} ok
// CHECK: all 4 gradients agree
ae.model @rounded {
  ae.network @encoder(%x: tensor<?x3xf32>) {
    %0 = ae.dense %x, 4 : tensor<?x3xf32>
    %1 = nn.tanh %0 : tensor<?x4xf32>
    // Straight through: the value of the square, the gradient of the input.
    %2 = nn.square %1 : tensor<?x4xf32>
    %3 = nn.sub %2, %1 : tensor<?x4xf32>
    %4 = nn.stop_gradient %3 : tensor<?x4xf32>
    %5 = nn.add %1, %4 : tensor<?x4xf32>
    ae.return %5 : tensor<?x4xf32>
  }
  ae.network @decoder(%z: tensor<?x4xf32>) {
    %0 = ae.dense %z, 3 : tensor<?x4xf32>
    ae.return %0 : tensor<?x3xf32>
  }
  ae.objective @o(%x: tensor<?x3xf32>) trains [@encoder, @decoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x3xf32>) -> tensor<?x4xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x4xf32>) -> tensor<?x3xf32>
    %mse = nn.mse %y, %x : tensor<?x3xf32>
    %fixed = nn.stop_gradient %mse : tensor<?xf32>
    %own = nn.mul %mse, %fixed : tensor<?xf32>
    ae.minimize %mse as "mse" + %own as "own" : tensor<?xf32>, tensor<?xf32>
  }
}

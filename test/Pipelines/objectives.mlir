// Several objectives, and networks that gradients flow through without moving.
// RUN: aec compile %s --emit=joint | FileCheck %s

// Moments belong to an objective and a parameter.
// CHECK-DAG: ae.state @rec.encoder.0.weight.exp_avg :
// CHECK-DAG: ae.state @rec.decoder.0.weight.exp_avg :

// CHECK-LABEL: func.func @step.rec(
// CHECK-NOT: critic
// CHECK: nn.adam_update

// CHECK: ae.state @fool.encoder.0.weight.momentum_buffer :

// Gradients reach the encoder through decoder and critic; neither is updated,
// so that neither has weight gradients: three products forward, two data
// gradients, one weight gradient.
// CHECK-LABEL: func.func @step.fool(
// CHECK-SAME: {ae.state = "critic.0.weight"}
// CHECK-SAME: -> (tensor<3x8xf32> {ae.state = "encoder.0.weight"}, tensor<3x8xf32> {ae.state = "fool.encoder.0.weight.momentum_buffer"}, tensor<3xf32> {ae.state = "encoder.0.bias"}, tensor<3xf32> {ae.state = "fool.encoder.0.bias.momentum_buffer"}, tensor<2xf32> {ae.losses})
// CHECK-COUNT-6: nn.matmul
// CHECK-NOT: nn.matmul
// CHECK-COUNT-2: nn.sgd_update
// CHECK-NOT: nn.sgd_update
// CHECK: return

// CHECK-LABEL: func.func @schedule.fool(
// CHECK: math.cos
// CHECK-LABEL: func.func @evaluate.fool(
ae.model @objectives {
  ae.network @encoder(%x: tensor<?x8xf32>) {
    %z = ae.dense %x, 3 : tensor<?x8xf32>
    ae.return %z : tensor<?x3xf32>
  }
  ae.network @decoder(%z: tensor<?x3xf32>) {
    %y = ae.dense %z, 8 : tensor<?x3xf32>
    ae.return %y : tensor<?x8xf32>
  }
  ae.network @critic(%y: tensor<?x8xf32>) {
    %c = ae.dense %y, 1 : tensor<?x8xf32>
    ae.return %c : tensor<?x1xf32>
  }
  ae.objective @rec(%x: tensor<?x8xf32>) trains [@encoder, @decoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x8xf32>) -> tensor<?x3xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x3xf32>) -> tensor<?x8xf32>
    %mse = nn.mse %y, %x : tensor<?x8xf32>
    ae.minimize %mse : tensor<?xf32>
  }
  ae.objective @fool(%x: tensor<?x8xf32>) trains [@encoder]
      with #ae.sgd<momentum = 0.9, schedule = #ae.cosine> {
    %z = ae.apply @encoder(%x) : (tensor<?x8xf32>) -> tensor<?x3xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x3xf32>) -> tensor<?x8xf32>
    %c = ae.apply @critic(%y) : (tensor<?x8xf32>) -> tensor<?x1xf32>
    %l = nn.l2 %c : tensor<?x1xf32>
    ae.minimize %l : tensor<?xf32>
  }
}

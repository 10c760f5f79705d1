// RUN: aec-opt %s -aec-derive-entries -aec-make-state-explicit | FileCheck %s

// Parameters, then statistics, as PyTorch lists them.
// CHECK: ae.state @encoder.0.weight : tensor<4xf32> {{.*}}parameter init constant(1.000000e+00,
// CHECK: ae.state @encoder.0.bias : tensor<4xf32> {{.*}}parameter init constant(0.000000e+00,
// CHECK: ae.state @encoder.0.running_mean : tensor<4xf32> {{.*}}statistic init constant(0.000000e+00,
// CHECK: ae.state @encoder.0.running_var : tensor<4xf32> {{.*}}statistic init constant(1.000000e+00,
// CHECK: ae.state @encoder.0.num_batches_tracked : tensor<f32> {{.*}}counter init constant(0.000000e+00,
// CHECK: ae.state @encoder.3.weight : tensor<4xf32>
// CHECK-NEXT: ae.state @encoder.3.bias : tensor<4xf32>
// CHECK-NEXT: ae.state @critic.0.weight

// In training the batch's statistics; images in two sums, pixels first.
// CHECK-LABEL: func.func @objective.rec(
// CHECK-SAME: -> (tensor<?xf32>, tensor<4xf32> {ae.state = "encoder.0.running_mean"}, tensor<4xf32> {ae.state = "encoder.0.running_var"}, tensor<f32> {ae.state = "encoder.0.num_batches_tracked"})
// CHECK-SAME: ae.trains = ["encoder.0.weight", "encoder.0.bias",
// CHECK: %[[SAMPLES:.*]] = nn.mean %[[X:.*]] dims [2, 3] : tensor<?x4x3x3xf32>
// CHECK: nn.mean %[[SAMPLES]] dims [0]
// CHECK: nn.count %[[X]] dims [0]

// An objective that does not train the network moves none of its statistics.
// CHECK-LABEL: func.func @objective.other(
// CHECK-SAME: -> tensor<?xf32> attributes

// CHECK-LABEL: func.func @evaluate.other(
// CHECK-NOT: dims [0]

// Entries: one factor and one offset a channel, of the running statistics.
// CHECK-LABEL: func.func @encode(
// CHECK-SAME: %[[WEIGHT:[a-z0-9]+]]: tensor<4xf32> {ae.state = "encoder.0.weight"}
// CHECK-SAME: %[[MEAN:[a-z0-9]+]]: tensor<4xf32> {ae.state = "encoder.0.running_mean"}
// CHECK-SAME: %[[VARIANCE:[a-z0-9]+]]: tensor<4xf32> {ae.state = "encoder.0.running_var"}
// CHECK: nn.add %[[VARIANCE]],
// CHECK: %[[FACTOR:.*]] = nn.div %[[WEIGHT]],
// CHECK: nn.mul %[[MEAN]], %[[FACTOR]]
// CHECK-NOT: nn.mean %{{.*}} dims [0]
// CHECK: return
ae.model @m {
  ae.network @encoder(%x: tensor<?x4x3x3xf32>) {
    %0 = ae.batch_norm %x : tensor<?x4x3x3xf32>
    %1 = nn.flatten %0 : tensor<?x4x3x3xf32>
    %2 = nn.slice %1 dim 1 from 0 size 4 : tensor<?x36xf32>
    %3 = ae.layer_norm %2 : tensor<?x4xf32>
    ae.return %3 : tensor<?x4xf32>
  }
  ae.network @critic(%x: tensor<?x4xf32>) {
    %0 = ae.dense %x, 1 : tensor<?x4xf32>
    ae.return %0 : tensor<?x1xf32>
  }
  ae.objective @rec(%x: tensor<?x4x3x3xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4x3x3xf32>) -> tensor<?x4xf32>
    %l2 = nn.l2 %z : tensor<?x4xf32>
    ae.minimize %l2 : tensor<?xf32>
  }
  ae.objective @other(%x: tensor<?x4x3x3xf32>) trains [@critic] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4x3x3xf32>) -> tensor<?x4xf32>
    %y = ae.apply @critic(%z) : (tensor<?x4xf32>) -> tensor<?x1xf32>
    %l2 = nn.l2 %y : tensor<?x1xf32>
    ae.minimize %l2 : tensor<?xf32>
  }
}

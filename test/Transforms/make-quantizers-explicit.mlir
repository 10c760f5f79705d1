// RUN: aec-opt %s -aec-derive-entries -aec-make-state-explicit -aec-describe-latents | FileCheck %s

// Noise of the grid's width in training; the density learns from what is noisy.
// CHECK-LABEL: func.func @objective.rd(
// CHECK: %[[DRAW:.*]] = nn.uniform like
// CHECK: %[[CENTRED:.*]] = nn.sub %[[DRAW]]
// CHECK: %[[NOISE:.*]] = nn.mul %[[CENTRED]]
// CHECK: %[[Z:.*]] = nn.add %{{.*}}, %[[NOISE]]
// CHECK: nn.rate %[[Z]], %{{.*}}, %{{.*}} step 5.000000e-01 : tensor<?x2xf32>, tensor<2xf32>, tensor<2xf32>
// CHECK-NOT: nn.quantize

// Evaluation and entries round.
// CHECK-LABEL: func.func @evaluate.rd(
// CHECK-NOT: nn.uniform
// CHECK: %[[Q:.*]] = nn.quantize %{{.*}} step 5.000000e-01
// CHECK: nn.rate %[[Q]]

// Of images, a mean and a scale a channel.
// CHECK-LABEL: func.func @objective.image(
// CHECK: %[[M:.*]] = nn.reshape %{{.*}}, [3, 1, 1] : tensor<3xf32>
// CHECK: %[[S:.*]] = nn.reshape %{{.*}}, [3, 1, 1] : tensor<3xf32>
// CHECK: nn.rate %{{.*}}, %[[M]], %[[S]] step
// CHECK-LABEL: func.func @encode(
// CHECK-SAME: ae.grid_step = 5.000000e-01 : f64
// CHECK: nn.quantize
ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %h = ae.dense %x, 2 : tensor<?x4xf32>
    %z = ae.quantize %h, 0.5 : tensor<?x2xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.network @decoder(%z: tensor<?x2xf32>) {
    %y = ae.dense %z, 4 : tensor<?x2xf32>
    ae.return %y : tensor<?x4xf32>
  }
  ae.network @entropy(%z: tensor<?x2xf32>) {
    %bits = ae.rate %z, 0.5 : tensor<?x2xf32>
    ae.return %bits : tensor<?xf32>
  }
  ae.network @planes(%p: tensor<?x3x2x2xf32>) {
    %bits = ae.rate %p, 1 : tensor<?x3x2x2xf32>
    ae.return %bits : tensor<?xf32>
  }
  ae.objective @rd(%x: tensor<?x4xf32>) trains [@encoder, @decoder, @entropy] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %bits = ae.apply @entropy(%z) : (tensor<?x2xf32>) -> tensor<?xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x2xf32>) -> tensor<?x4xf32>
    %mse = nn.mse %y, %x : tensor<?x4xf32>
    ae.minimize %mse as "distortion" + 0.01 * %bits as "bits" : tensor<?xf32>, tensor<?xf32>
  }
  ae.objective @image(%p: tensor<?x3x2x2xf32>) trains [@planes] with #ae.adam {
    %bits = ae.apply @planes(%p) : (tensor<?x3x2x2xf32>) -> tensor<?xf32>
    ae.minimize %bits as "bits" : tensor<?xf32>
  }
}

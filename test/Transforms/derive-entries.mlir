// RUN: aec-opt %s -aec-derive-entries -split-input-file -verify-diagnostics | FileCheck %s

// A prior gives samples; what else the decoder takes is data.
// CHECK-LABEL: ae.model @sampled
ae.model @sampled {
  ae.prior uniform : tensor<?x2xf32>
  ae.network @decoder(%label: tensor<?x3xf32>, %z: tensor<?x2xf32>) {
    %0 = nn.concat %label, %z dim 1 : tensor<?x3xf32>, tensor<?x2xf32>
    %y = ae.dense %0, 4 : tensor<?x5xf32>
    ae.return %y : tensor<?x4xf32>
  }
  ae.objective @rec(%x: tensor<?x2xf32>, %class: tensor<?x3xf32>) trains [@decoder] with #ae.adam {
    %y = ae.apply @decoder(%class, %x) : (tensor<?x3xf32>, tensor<?x2xf32>) -> tensor<?x4xf32>
    %l2 = nn.l2 %y : tensor<?x4xf32>
    ae.minimize %l2 : tensor<?xf32>
  }
  // CHECK: ae.entry @sample(%class: tensor<?x3xf32>) {
  // CHECK-NEXT: %[[Z:.*]] = ae.uniform {low = -1.000000e+00 : f64} : tensor<?x2xf32>
  // CHECK-NEXT: %[[Y:.*]] = ae.apply @decoder(%class, %[[Z]])
  // CHECK-NEXT: ae.return %[[Y]] : tensor<?x4xf32>
}

// -----

ae.model @unfitting {
  // expected-error @+1 {{'ae.prior' op is of 'tensor<?x2xf32>', which no argument of a network @decoder is; write ae.entry @sample}}
  ae.prior normal : tensor<?x2xf32>
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l2 = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l2 : tensor<?xf32>
  }
}

// -----

// All four, applied as the first objective does: inputs keep its names.
// CHECK-LABEL: ae.model @derived
ae.model @derived {
  ae.network @encoder(%v: tensor<?x4xf32>) {
    %z = ae.dense %v, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.network @decoder(%z: tensor<?x2xf32>) {
    %y = ae.dense %z, 4 : tensor<?x2xf32>
    ae.return %y : tensor<?x4xf32>
  }
  ae.objective @rec(%x: tensor<?x4xf32>) trains [@encoder, @decoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x2xf32>) -> tensor<?x4xf32>
    %mse = nn.mse %y, %x reduce sum : tensor<?x4xf32>
    %mae = nn.mae %y, %x : tensor<?x4xf32>
    %l2 = ae.weight_l2 [@encoder] : tensor<f32>
    %twice = nn.mul %mse, %mse : tensor<f32>
    ae.minimize %mse + 0.5 * %mae + 0.1 * %l2 + %twice
        : tensor<f32>, tensor<?xf32>, tensor<f32>, tensor<f32>
  }
  // CHECK: ae.entry @encode(%x: tensor<?x4xf32>)
  // CHECK-NEXT: %[[Z:.*]] = ae.apply @encoder(%x)
  // CHECK-NEXT: ae.return %[[Z]] : tensor<?x2xf32>
  // CHECK: ae.entry @decode(%z: tensor<?x2xf32>)
  // CHECK-NEXT: ae.apply @decoder(%z)
  // CHECK: ae.entry @reconstruct(%x: tensor<?x4xf32>)
  // CHECK-NEXT: %[[Z:.*]] = ae.apply @encoder(%x)
  // CHECK-NEXT: ae.apply @decoder(%[[Z]])
  // The score has the data terms a sample at a time, with their weights, and
  // nothing of the others.
  // CHECK: ae.entry @score(%x: tensor<?x4xf32>)
  // CHECK-NOT: reduce sum
  // CHECK-NOT: nn.mul
  // CHECK: %[[Y:.*]] = ae.apply @decoder
  // CHECK-NOT: nn.mul
  // CHECK: %[[MSE:.*]] = nn.mse %[[Y]], %x reduce batch_mean
  // CHECK: %[[MAE:.*]] = nn.mae %[[Y]], %x
  // CHECK: %[[HALF:.*]] = nn.constant 5.000000e-01
  // CHECK: %[[WEIGHTED:.*]] = nn.mul %[[MAE]], %[[HALF]]
  // CHECK: %[[BOTH:.*]] = nn.add %[[MSE]], %[[WEIGHTED]]
  // What is made of losses is made of theirs a sample.
  // CHECK: %[[A:.*]] = nn.mse %[[Y]], %x reduce batch_mean
  // CHECK: %[[TWICE:.*]] = nn.mul %{{.*}}, %{{.*}} : tensor<?xf32>
  // CHECK: %[[SCORE:.*]] = nn.add %[[BOTH]], %[[TWICE]]
  // CHECK-NEXT: ae.return %[[SCORE]] : tensor<?xf32>
}

// -----

// What is written stays; a decoder that takes something else reconstructs
// nothing; an objective of penalties scores nothing.
// CHECK-LABEL: ae.model @written
// CHECK-COUNT-1: ae.entry @encode
// CHECK-NOT: ae.entry @encode
// CHECK-NOT: ae.entry @reconstruct
// CHECK-NOT: ae.entry @score
// CHECK: ae.entry @decode
// CHECK-NOT: ae.entry
ae.model @written {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 3 : tensor<?x4xf32>
    ae.return %z : tensor<?x3xf32>
  }
  ae.network @decoder(%z: tensor<?x2xf32>) {
    %y = ae.dense %z, 4 : tensor<?x2xf32>
    ae.return %y : tensor<?x4xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x3xf32>
    %l1 = nn.l1 %z : tensor<?x3xf32>
    ae.minimize %l1 : tensor<?xf32>
  }
  ae.entry @encode(%x: tensor<?x4xf32>) {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x3xf32>
    %unit = nn.sigmoid %z : tensor<?x3xf32>
    ae.return %unit : tensor<?x3xf32>
  }
}

// -----

// Data terms that are no losses of ours: a formula over data and reconstruction,
// a root of a batch's mean. A gradient's length and a latent's are penalties.
// CHECK-LABEL: ae.model @composite
ae.model @composite {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 4 : tensor<?x4xf32>
    ae.return %z : tensor<?x4xf32>
  }
  ae.objective @rec(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %y = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x4xf32>
    %error = nn.sub %y, %x : tensor<?x4xf32>
    %size = nn.abs %error : tensor<?x4xf32>
    %own = nn.max %size dims [1] : tensor<?x4xf32>
    %mse = nn.mse %y, %x : tensor<?x4xf32>
    %all = nn.mean %mse dims [0] : tensor<?xf32>
    %root = nn.sqrt %all : tensor<f32>
    %slope = nn.gradient %mse wrt %x : tensor<?xf32>, tensor<?x4xf32>
    %length = nn.l2 %slope : tensor<?x4xf32>
    %latent = nn.l1 %y reduce sum : tensor<?x4xf32>
    ae.minimize %own + 2.0 * %root + %length + %latent : tensor<?xf32>, tensor<f32>, tensor<?xf32>, tensor<f32>
  }
  // CHECK: ae.entry @score
  // CHECK: %[[OWN:.*]] = nn.max %{{.*}} dims [1]
  // CHECK-NEXT: %[[MSE:.*]] = nn.mse
  // CHECK-NEXT: %[[ROOT:.*]] = nn.sqrt %[[MSE]] : tensor<?xf32>
  // CHECK-NEXT: nn.constant 2.0
  // CHECK-NEXT: %[[WEIGHTED:.*]] = nn.mul %[[ROOT]]
  // CHECK-NEXT: %[[SCORE:.*]] = nn.add %[[OWN]], %[[WEIGHTED]]
  // CHECK-NEXT: ae.return %[[SCORE]]
}

// -----

ae.model @whole_batch {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 4 : tensor<?x4xf32>
    ae.return %z : tensor<?x4xf32>
  }
  ae.objective @rec(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %y = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x4xf32>
    %mse = nn.mse %y, %x : tensor<?x4xf32>
    %error = nn.sub %y, %x : tensor<?x4xf32>
    // expected-warning @+1 {{the term "worst" is one number of a whole batch: the derived entry @score leaves it out; write ae.entry @score}}
    %worst = nn.max %error dims [0, 1] : tensor<?x4xf32>
    ae.minimize %mse as "mse" + %worst as "worst" : tensor<?xf32>, tensor<f32>
  }
}

// -----

// expected-error @+1 {{has no networks @encoder and @decoder to derive encode, decode, reconstruct and score from; write ae.entry}}
ae.model @nothing_to_derive {
  ae.network @net(%x: tensor<?x4xf32>) {
    %y = ae.dense %x, 4 : tensor<?x4xf32>
    ae.return %y : tensor<?x4xf32>
  }
  ae.objective @rec(%x: tensor<?x4xf32>) trains [@net] with #ae.adam {
    %y = ae.apply @net(%x) : (tensor<?x4xf32>) -> tensor<?x4xf32>
    %mse = nn.mse %y, %x : tensor<?x4xf32>
    ae.minimize %mse : tensor<?xf32>
  }
}

// -----

ae.model @taken_name {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %y = ae.dense %x, 4 : tensor<?x4xf32>
    ae.return %y : tensor<?x4xf32>
  }
  // expected-error @+1 {{has the name of the entry @reconstruct, which programs offer; rename it}}
  ae.objective @reconstruct(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %y = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x4xf32>
    %mse = nn.mse %y, %x : tensor<?x4xf32>
    ae.minimize %mse : tensor<?xf32>
  }
}

// -----

// A label reaches encoder and decoder, prepared by the objective: entries prepare
// it alike. Weights of samples are no part of a score, which asks for none.
// CHECK-LABEL: ae.model @conditional
ae.model @conditional {
  ae.network @encoder(%v: tensor<?x4xf32>, %c: tensor<?x3xf32>) {
    %0 = nn.concat %v, %c dim 1 : tensor<?x4xf32>, tensor<?x3xf32>
    %z = ae.dense %0, 2 : tensor<?x7xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.network @decoder(%z: tensor<?x2xf32>, %label: tensor<?xi64>) {
    %c = nn.one_hot %label classes 3 of f32 : tensor<?xi64>
    %0 = nn.concat %z, %c dim 1 : tensor<?x2xf32>, tensor<?x3xf32>
    %y = ae.dense %0, 4 : tensor<?x5xf32>
    ae.return %y : tensor<?x4xf32>
  }
  ae.objective @rec(%x: tensor<?x4xf32>, %class: tensor<?xi64>, %w: tensor<?xf32>)
      trains [@encoder, @decoder] with #ae.adam {
    %c = nn.one_hot %class classes 3 of f32 : tensor<?xi64>
    %f = nn.fill_missing %x : tensor<?x4xf32>
    %z = ae.apply @encoder(%f, %c) : (tensor<?x4xf32>, tensor<?x3xf32>) -> tensor<?x2xf32>
    %y = ae.apply @decoder(%z, %class) : (tensor<?x2xf32>, tensor<?xi64>) -> tensor<?x4xf32>
    %mse = nn.mse %y, %x masked : tensor<?x4xf32>
    %loss = nn.weight_samples %mse, %w : tensor<?xf32>
    ae.minimize %loss : tensor<?xf32>
  }
  // CHECK: ae.entry @encode(%x: tensor<?x4xf32>, %class: tensor<?xi64>)
  // CHECK-NEXT: %[[F:.*]] = nn.fill_missing %x
  // CHECK-NEXT: %[[C:.*]] = nn.one_hot %class classes 3 of f32
  // CHECK-NEXT: ae.apply @encoder(%[[F]], %[[C]])
  // CHECK: ae.entry @decode(%z: tensor<?x2xf32>, %class: tensor<?xi64>)
  // CHECK-NEXT: ae.apply @decoder(%z, %class)
  // CHECK: ae.entry @reconstruct(%x: tensor<?x4xf32>, %class: tensor<?xi64>)
  // CHECK: %[[Z:.*]] = ae.apply @encoder
  // CHECK-NEXT: ae.apply @decoder(%[[Z]], %class)
  // CHECK: ae.entry @score(%x: tensor<?x4xf32>, %class: tensor<?xi64>)
  // CHECK: %[[MSE:.*]] = nn.mse %{{.*}}, %x masked
  // CHECK-NEXT: ae.return %[[MSE]]
}

// -----

// What two arguments make is no preparation: the entry asks for the network's own.
// CHECK-LABEL: ae.model @mixed
ae.model @mixed {
  ae.network @encoder(%v: tensor<?x4xf32>) {
    %z = ae.dense %v, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>, %mask: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %part = nn.mul %x, %mask : tensor<?x4xf32>
    %z = ae.apply @encoder(%part) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l1 = nn.l1 %z : tensor<?x2xf32>
    ae.minimize %l1 : tensor<?xf32>
  }
  // CHECK: ae.entry @encode(%v: tensor<?x4xf32>)
  // CHECK-NEXT: ae.apply @encoder(%v)
}

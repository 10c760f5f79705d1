// A gradient inside the objective: the penalty's own gradient is one of second
// order, and neither is left.
// RUN: aec compile %s --emit=joint | FileCheck %s
// RUN: aec compile %s --emit=fused | FileCheck %s --check-prefix=FUSED
// RUN: aec compile %s --target=reference --emit=buffers -o %t

// CHECK-NOT: nn.gradient
// CHECK-LABEL: func.func @step.rec(
// The penalty reads the encoder's weight, so that its gradient moves it: the
// sum of a first-order and a second-order gradient.
// CHECK: nn.square %{{.*}} : tensor<?x8xf32>
// CHECK: nn.add %{{.*}}, %{{.*}} : tensor<3x8xf32>
// CHECK: nn.adam_update %{{.*}} : tensor<3x8xf32>
// In inference mode the penalty is evaluated, and the score does without it.
// CHECK-LABEL: func.func @evaluate.rec(
// CHECK: nn.l2
// CHECK-LABEL: func.func @score(
// CHECK-NOT: nn.l2
// CHECK: return


// FUSED: func.func @step.rec(
// FUSED: nn.group
ae.model @contractive {
  ae.network @encoder(%x: tensor<?x8xf32>) {
    %0 = ae.dense %x, 3 : tensor<?x8xf32>
    %z = nn.tanh %0 : tensor<?x3xf32>
    ae.return %z : tensor<?x3xf32>
  }
  ae.network @decoder(%z: tensor<?x3xf32>) {
    %y = ae.dense %z, 8 : tensor<?x3xf32>
    ae.return %y : tensor<?x8xf32>
  }
  ae.objective @rec(%x: tensor<?x8xf32>) trains [@encoder, @decoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x8xf32>) -> tensor<?x3xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x3xf32>) -> tensor<?x8xf32>
    %mse = nn.mse %y, %x : tensor<?x8xf32>
    %dx = nn.gradient %z wrt %x : tensor<?x3xf32>, tensor<?x8xf32>
    %flat = nn.l2 %dx reduce batch_mean : tensor<?x8xf32>
    ae.minimize %mse as "reconstruction" + 0.1 * %flat as "contraction" : tensor<?xf32>, tensor<?xf32>
  }
}

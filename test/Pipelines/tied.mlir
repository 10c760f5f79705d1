// Tied weights: one state, both gradients added before its one update, no
// transpose left; with clipping by norm and weight penalties as well.
// RUN: aec compile %s --model=tied --emit=fused | FileCheck %s
// RUN: aec compile %s --model=clipped --emit=fused | FileCheck %s --check-prefix=CLIPPED
// RUN: aec compile %s --model=clipped --target=reference --emit=buffers -o %t

// CHECK-COUNT-1: parameter init {{.*}} order [1, 0]
// CHECK-LABEL: func.func @step.rec(
// CHECK-NOT: nn.transpose
// CHECK: nn.add %{{.*}}, %{{.*}} : tensor<8x3xf32>
// CHECK-NEXT: {{.*}}nn.adam_update
// CHECK-NOT: nn.transpose
// CHECK: return
// CLIPPED-LABEL: func.func @step.rec(
// CLIPPED: nn.sqrt %{{.*}} : tensor<f32>
// CLIPPED: nn.sgd_update
ae.model @tied {
  ae.network @encoder(%x: tensor<?x8xf32>) {
    %z = ae.dense %x, 3 as @fc : tensor<?x8xf32>
    ae.return %z : tensor<?x3xf32>
  }
  ae.network @decoder(%z: tensor<?x3xf32>) {
    %y = ae.dense %z, 8 tied @encoder::@fc : tensor<?x3xf32>
    ae.return %y : tensor<?x8xf32>
  }
  ae.objective @rec(%x: tensor<?x8xf32>) trains [@encoder, @decoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x8xf32>) -> tensor<?x3xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x3xf32>) -> tensor<?x8xf32>
    %mse = nn.mse %y, %x : tensor<?x8xf32>
    ae.minimize %mse : tensor<?xf32>
  }
}
// Several penalties of a weight, half of whose readers want it transposed.
ae.model @clipped {
  ae.network @encoder(%x: tensor<?x8xf32>) {
    %0 = ae.dense %x, 5 as @fc : tensor<?x8xf32>
    %1 = nn.relu %0 : tensor<?x5xf32>
    %z = ae.dense %1, 3 : tensor<?x5xf32>
    ae.return %z : tensor<?x3xf32>
  }
  ae.network @decoder(%z: tensor<?x3xf32>) {
    %0 = ae.dense %z, 5 : tensor<?x3xf32>
    %1 = nn.relu %0 : tensor<?x5xf32>
    %y = ae.dense %1, 8 tied @encoder::@fc : tensor<?x5xf32>
    ae.return %y : tensor<?x8xf32>
  }
  ae.objective @rec(%x: tensor<?x8xf32>) trains [@encoder, @decoder]
      with #ae.sgd<clip = #ae.clip_norm<1.0>> {
    %z = ae.apply @encoder(%x) : (tensor<?x8xf32>) -> tensor<?x3xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x3xf32>) -> tensor<?x8xf32>
    %h = nn.sigmoid %z : tensor<?x3xf32>
    %mse = nn.mse %y, %x : tensor<?x8xf32>
    %kl = nn.kl_sparsity %h target 0.05 : tensor<?x3xf32>
    %l1 = nn.l1 %z : tensor<?x3xf32>
    %w1 = ae.weight_l1 [@encoder, @decoder] : tensor<f32>
    %w2 = ae.weight_l2 [@encoder] : tensor<f32>
    ae.minimize %mse + 0.1 * %kl + 0.2 * %l1 + 1.0e-4 * %w1 + 0.0 * %w2
        : tensor<?xf32>, tensor<f32>, tensor<?xf32>, tensor<f32>, tensor<f32>
  }
}

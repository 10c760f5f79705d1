// Inputs of all kinds, down to buffers: class indices, arguments nothing reads,
// samples of rank 3, normalisation, weights of samples, f64.
// RUN: aec compile %s --model=classes --emit=fused | FileCheck %s --check-prefix=CLASSES
// RUN: aec compile %s --model=pictures --emit=fused | FileCheck %s --check-prefix=PICTURES
// RUN: aec compile %s --model=normalized --emit=fused | FileCheck %s --check-prefix=NORMALIZED
// RUN: aec compile %s --model=classes --target=reference --emit=buffers -o %t
// RUN: aec compile %s --model=pictures --target=reference --emit=buffers -o %t
// RUN: aec compile %s --model=normalized --target=reference --emit=buffers -o %t
// RUN: sed s/f32/f64/g %s > %t.f64.mlir
// RUN: aec compile %t.f64.mlir --model=classes --target=reference --emit=buffers | FileCheck %s --check-prefix=DOUBLE

// CLASSES-LABEL: func.func @step.rec(
// CLASSES-SAME: tensor<?xi32> {ae.input = "class"}
// CLASSES-SAME: tensor<?x2xf32> {ae.input = "unused"}
// CLASSES: nn.one_hot
// CLASSES-LABEL: func.func @encode(
// CLASSES-NOT: ae.input = "class"
// CLASSES: return

// PICTURES-LABEL: func.func @step.rec(
// PICTURES-SAME: tensor<?x2x4xf32> {ae.input = "x"}
// PICTURES-NOT: nn.flatten
// PICTURES: nn.reshape
// PICTURES-LABEL: func.func @reconstruct(
// PICTURES-SAME: -> (tensor<?x2x4xf32> {ae.target = "x"})

// Statistics are read, not trained.
// NORMALIZED-LABEL: func.func @step.rec(
// NORMALIZED-SAME: {ae.state = "encoder.0.offset"}
// NORMALIZED-SAME: tensor<?xf32> {ae.input = "importance"}
// NORMALIZED-NOT: rec.encoder.0
// NORMALIZED: nn.adam_update

// DOUBLE-NOT: f32
// DOUBLE: func.func @step.rec(
ae.model @classes {
  ae.network @encoder(%x: tensor<?x8xf32>) {
    %z = ae.dense %x, 3 : tensor<?x8xf32>
    ae.return %z : tensor<?x3xf32>
  }
  ae.network @head(%z: tensor<?x3xf32>) {
    %c = ae.dense %z, 10 : tensor<?x3xf32>
    ae.return %c : tensor<?x10xf32>
  }
  // Its result is not minimised: its updates see zeros.
  ae.network @idle(%z: tensor<?x3xf32>) {
    %c = ae.dense %z, 2 : tensor<?x3xf32>
    ae.return %c : tensor<?x2xf32>
  }
  ae.objective @rec(%x: tensor<?x8xf32>, %class: tensor<?xi32>, %unused: tensor<?x2xf32>)
      trains [@encoder, @head, @idle] with #ae.adam<clip = #ae.clip_norm<1.0>> {
    %z = ae.apply @encoder(%x) : (tensor<?x8xf32>) -> tensor<?x3xf32>
    %c = ae.apply @head(%z) : (tensor<?x3xf32>) -> tensor<?x10xf32>
    %i = ae.apply @idle(%z) : (tensor<?x3xf32>) -> tensor<?x2xf32>
    %p = nn.softmax %c : tensor<?x10xf32>
    %ce = nn.cross_entropy %p, %class : tensor<?x10xf32>, tensor<?xi32>
    ae.minimize %ce : tensor<?xf32>
  }
}
ae.model @pictures {
  ae.network @encoder(%x: tensor<?x2x4xf32>) {
    %f = nn.flatten %x : tensor<?x2x4xf32>
    %z = ae.dense %f, 3 : tensor<?x8xf32>
    ae.return %z : tensor<?x3xf32>
  }
  ae.network @decoder(%z: tensor<?x3xf32>) {
    %0 = ae.dense %z, 8 : tensor<?x3xf32>
    %1 = nn.reshape %0, [-1, 2, 4] : tensor<?x8xf32>
    %y = nn.sigmoid %1 : tensor<?x2x4xf32>
    ae.return %y : tensor<?x2x4xf32>
  }
  ae.objective @rec(%x: tensor<?x2x4xf32>) trains [@encoder, @decoder] with #ae.rmsprop<momentum = 0.9> {
    %z = ae.apply @encoder(%x) : (tensor<?x2x4xf32>) -> tensor<?x3xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x3xf32>) -> tensor<?x2x4xf32>
    %bce = nn.bce %y, %x reduce batch_mean : tensor<?x2x4xf32>
    ae.minimize %bce : tensor<?xf32>
  }
}
ae.model @normalized {
  ae.input @x : tensor<?x8xf32> normalize standardize
  ae.network @encoder(%x: tensor<?x8xf32>) {
    %n = ae.normalize %x, minmax : tensor<?x8xf32>
    %0 = ae.dense %n, 3 : tensor<?x8xf32>
    %z = ae.normalize %0, unit : tensor<?x3xf32>
    ae.return %z : tensor<?x3xf32>
  }
  ae.network @decoder(%z: tensor<?x3xf32>) {
    %y = ae.dense %z, 8 : tensor<?x3xf32>
    ae.return %y : tensor<?x8xf32>
  }
  ae.objective @rec(%x: tensor<?x8xf32>, %importance: tensor<?xf32>) trains [@encoder, @decoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x8xf32>) -> tensor<?x3xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x3xf32>) -> tensor<?x8xf32>
    %mse = nn.mse %y, %x : tensor<?x8xf32>
    %weighted = nn.mul %mse, %importance : tensor<?xf32>
    ae.minimize %weighted : tensor<?xf32>
  }
}

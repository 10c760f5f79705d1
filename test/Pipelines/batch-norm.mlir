// RUN: aec compile %s --emit=fused -o - | FileCheck %s
// RUN: aec compile %s --emit=target --remarks -o - 2>&1 | FileCheck %s --check-prefix=REMARKS

// In an entry the layer is part of the product in front of it.
// CHECK-LABEL: func.func @encode(
// CHECK: nn.group
// CHECK: %[[Y:.*]] = nn.matmul
// CHECK-NEXT: %[[B:.*]] = nn.add %[[Y]]
// CHECK-NEXT: %[[F:.*]] = nn.mul %[[B]]
// CHECK-NEXT: %[[O:.*]] = nn.add %[[F]]
// CHECK-NEXT: %[[R:.*]] = nn.relu %[[O]]
// CHECK-NEXT: nn.yield %[[R]]

// All that the layers do in training are generated kernels.
// REMARKS-NOT: left to plain loops
ae.model @m {
  ae.network @encoder(%x: tensor<?x32xf32>) {
    %0 = ae.dense %x, 48 : tensor<?x32xf32>
    %1 = ae.batch_norm %0 : tensor<?x48xf32>
    %2 = nn.relu %1 : tensor<?x48xf32>
    ae.return %2 : tensor<?x48xf32>
  }
  ae.network @decoder(%z: tensor<?x48xf32>) {
    %0 = nn.reshape %z, [-1, 3, 4, 4] : tensor<?x48xf32>
    %1 = ae.batch_norm %0 : tensor<?x3x4x4xf32>
    %2 = ae.group_norm %1, 3 : tensor<?x3x4x4xf32>
    %3 = nn.flatten %2 : tensor<?x3x4x4xf32>
    %4 = ae.layer_norm %3 : tensor<?x48xf32>
    %5 = ae.dense %4, 32 : tensor<?x48xf32>
    ae.return %5 : tensor<?x32xf32>
  }
  ae.objective @rec(%x: tensor<?x32xf32>) trains [@encoder, @decoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x32xf32>) -> tensor<?x48xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x48xf32>) -> tensor<?x32xf32>
    %mse = nn.mse %y, %x : tensor<?x32xf32>
    ae.minimize %mse : tensor<?xf32>
  }
}

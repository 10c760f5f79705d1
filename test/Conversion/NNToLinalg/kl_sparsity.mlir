// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// The mean is over the batch, the sum over the features.
// CHECK-LABEL: @kl_sparsity(
// CHECK: iterator_types = ["reduction", "parallel"]
// CHECK: arith.maximumf
// CHECK: arith.minimumf
// CHECK: math.log
// CHECK: iterator_types = ["reduction"]
func.func @kl_sparsity(%x: tensor<?x4xf32>) -> tensor<f32> {
  %l = nn.kl_sparsity %x target 0.05 : tensor<?x4xf32>
  return %l : tensor<f32>
}

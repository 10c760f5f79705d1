// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// A sample's sum; with free bits first the mean over the batch, cut from below.
// CHECK-LABEL: @kl_normal(
// CHECK: math.exp
// CHECK: iterator_types = ["parallel", "reduction"]
func.func @kl_normal(%mean: tensor<?x20xf32>, %logvar: tensor<?x20xf32>) -> tensor<?xf32> {
  %kl = nn.kl_normal %mean, %logvar : tensor<?x20xf32>
  return %kl : tensor<?xf32>
}

// CHECK-LABEL: @free_bits(
// CHECK: iterator_types = ["reduction", "parallel"]
// CHECK: arith.maximumf
// CHECK: iterator_types = ["reduction"]
func.func @free_bits(%mean: tensor<?x20xf32>, %logvar: tensor<?x20xf32>) -> tensor<f32> {
  %kl = nn.kl_normal %mean, %logvar free_bits 0.25 : tensor<?x20xf32>
  return %kl : tensor<f32>
}

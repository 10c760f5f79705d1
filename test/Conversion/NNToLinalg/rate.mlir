// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @rate(
// CHECK: math.tanh
// CHECK: iterator_types = ["parallel", "reduction"]
func.func @rate(%z: tensor<?x8xf32>, %m: tensor<8xf32>, %s: tensor<8xf32>) -> tensor<?xf32> {
  %bits = nn.rate %z, %m, %s step 1.0 : tensor<?x8xf32>, tensor<8xf32>, tensor<8xf32>
  return %bits : tensor<?xf32>
}

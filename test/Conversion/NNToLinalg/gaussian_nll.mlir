// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @gaussian_nll(
// CHECK: math.exp
// CHECK: iterator_types = ["parallel", "reduction"]
func.func @gaussian_nll(%y: tensor<?x20xf32>, %logvar: tensor<?x20xf32>, %x: tensor<?x20xf32>) -> tensor<?xf32> {
  %nll = nn.gaussian_nll %y, %logvar, %x : tensor<?x20xf32>
  return %nll : tensor<?xf32>
}

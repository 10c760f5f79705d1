// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @mean(
// CHECK: linalg.generic {{.*}}iterator_types = ["parallel", "parallel", "reduction", "reduction"]
func.func @mean(%x: tensor<?x2x3x4xf32>) -> tensor<?x2xf32> {
  %y = nn.global_avg_pool %x : tensor<?x2x3x4xf32>
  return %y : tensor<?x2xf32>
}

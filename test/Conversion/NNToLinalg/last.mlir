// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @last(
// CHECK: tensor.extract_slice %{{.*}}[0, 3, 0] [%{{.*}}, 1, 2] [1, 1, 1]
func.func @last(%x: tensor<?x4x2xf32>) -> tensor<?x2xf32> {
  %y = nn.last %x : tensor<?x4x2xf32>
  return %y : tensor<?x2xf32>
}

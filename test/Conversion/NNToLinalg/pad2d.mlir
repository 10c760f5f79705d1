// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @border(
// CHECK: linalg.fill
// CHECK: tensor.insert_slice %arg0 into %{{.*}}[0, 0, 1, 0] [%{{.*}}, 2, 3, 4] [1, 1, 1, 1]
func.func @border(%x: tensor<?x2x3x4xf32>) -> tensor<?x2x6x6xf32> {
  %y = nn.pad2d %x, [1, 2, 0, 2] : tensor<?x2x3x4xf32>
  return %y : tensor<?x2x6x6xf32>
}

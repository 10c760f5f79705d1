// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @slice(
// CHECK-SAME: %[[X:.*]]: tensor<?x7xf32>
// CHECK: tensor.extract_slice %[[X]][0, 2] [%{{.*}}, 3] [1, 1] : tensor<?x7xf32> to tensor<?x3xf32>
func.func @slice(%x: tensor<?x7xf32>) -> tensor<?x3xf32> {
  %y = nn.slice %x dim 1 from 2 size 3 : tensor<?x7xf32>
  return %y : tensor<?x3xf32>
}

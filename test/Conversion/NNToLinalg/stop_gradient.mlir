// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @stop_gradient(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>
// CHECK-NEXT: return %[[X]]
func.func @stop_gradient(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.stop_gradient %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @pad(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>
// CHECK: %[[ZEROS:.*]] = linalg.fill {{.*}} -> tensor<?x9xf32>
// CHECK: tensor.insert_slice %[[X]] into %[[ZEROS]][0, 2] [%{{.*}}, 4] [1, 1]
func.func @pad(%x: tensor<?x4xf32>) -> tensor<?x9xf32> {
  %y = nn.pad %x dim 1 low 2 high 3 : tensor<?x4xf32>
  return %y : tensor<?x9xf32>
}

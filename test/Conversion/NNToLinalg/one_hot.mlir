// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @one_hot(
// CHECK-SAME: %[[I:.*]]: tensor<?xi64>, %{{.*}}: tensor<?x10xf32>
// CHECK: tensor.dim %[[I]]
// CHECK: linalg.generic {{.*}} ins(%[[I]] : tensor<?xi64>)
// CHECK: ^bb0(%[[INDEX:.*]]: i64, %{{.*}}: f32):
// CHECK: %[[PLACE:.*]] = linalg.index 1 : index
// CHECK: %[[CLASS:.*]] = arith.index_cast %[[PLACE]] : index to i64
// CHECK: %[[HIT:.*]] = arith.cmpi eq, %[[INDEX]], %[[CLASS]] : i64
// CHECK: arith.select %[[HIT]]
func.func @one_hot(%i: tensor<?xi64>, %like: tensor<?x10xf32>) -> tensor<?x10xf32> {
  %y = nn.one_hot %i like %like : tensor<?xi64>, tensor<?x10xf32>
  return %y : tensor<?x10xf32>
}

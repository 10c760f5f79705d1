// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @count(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>
// CHECK: %[[BATCH:.*]] = tensor.dim %[[X]]
// CHECK: %[[INTEGER:.*]] = arith.index_cast %[[BATCH]] : index to i64
// CHECK: %[[FLOAT:.*]] = arith.sitofp %[[INTEGER]] : i64 to f32
// CHECK: %[[COUNT:.*]] = arith.mulf %[[FLOAT]]
// CHECK: linalg.fill ins(%[[COUNT]] : f32)
func.func @count(%x: tensor<?x4xf32>) -> tensor<f32> {
  %n = nn.count %x dims [0, 1] : tensor<?x4xf32>
  return %n : tensor<f32>
}

// CHECK-LABEL: @fixed(
// CHECK-NEXT: arith.constant dense<4.000000e+00> : tensor<f32>
func.func @fixed(%x: tensor<?x4xf32>) -> tensor<f32> {
  %n = nn.count %x dims [1] : tensor<?x4xf32>
  return %n : tensor<f32>
}

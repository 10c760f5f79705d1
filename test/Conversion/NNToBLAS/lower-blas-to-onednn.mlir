// RUN: aec-opt %s --aec-lower-blas-to-onednn -split-input-file -verify-diagnostics | FileCheck %s

// Equal products share a specification; the batch is -1.
// CHECK: ae.matmuls = [{activation = 32 : i64, alpha = 0.000000e+00 : f64, beta = 0.000000e+00 : f64, bias = 1 : i64, k = 8 : i64, lhs_transposed = 0 : i64, m = -1 : i64, n = 4 : i64, rhs_transposed = 0 : i64}, {{{.*}}k = -1 : i64, lhs_transposed = 1 : i64, m = 8 : i64, n = 4 : i64{{.*}}}]
// CHECK: func.func private @aec_onednn_matmul(!llvm.ptr, i64, i64, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr)
// CHECK-LABEL: @step(
// CHECK-SAME: %[[RUNTIME:[a-z0-9]+]]: !llvm.ptr {ae.runtime}
// CHECK: %[[FIRST:[a-z0-9_]+]] = arith.constant 0 : i64
// CHECK: call @aec_onednn_matmul(%[[RUNTIME]], %[[FIRST]], %{{.*}})
// CHECK: %[[AGAIN:[a-z0-9_]+]] = arith.constant 0 : i64
// CHECK: call @aec_onednn_matmul(%[[RUNTIME]], %[[AGAIN]], %{{.*}})
// CHECK: %[[SECOND:[a-z0-9_]+]] = arith.constant 1 : i64
// CHECK: %[[NULL:[a-z0-9_]+]] = llvm.mlir.zero
// CHECK: call @aec_onednn_matmul(%[[RUNTIME]], %[[SECOND]], %{{.*}}, %{{.*}}, %{{.*}}, %[[NULL]], %{{.*}})
func.func @step(%x: memref<?x8xf32>, %w: memref<8x4xf32>, %b: memref<4xf32>, %y: memref<?x4xf32>, %g: memref<8x4xf32>) {
  blas.matmul ins(%x, %w : memref<?x8xf32>, memref<8x4xf32>) bias(%b : memref<4xf32>) outs(%y : memref<?x4xf32>) activation relu
  blas.matmul ins(%x, %w : memref<?x8xf32>, memref<8x4xf32>) bias(%b : memref<4xf32>) outs(%y : memref<?x4xf32>) activation relu
  blas.matmul ins(%x, %y : memref<?x8xf32>, memref<?x4xf32>) outs(%g : memref<8x4xf32>) transpose_lhs
  return
}

// -----

// CHECK-LABEL: @nothing(
// CHECK-NOT: ae.runtime
func.func @nothing(%x: memref<?x8xf32>) {
  return
}

// -----

func.func @tensors(%x: tensor<?x8xf32>, %w: tensor<8x4xf32>, %init: tensor<?x4xf32>) -> tensor<?x4xf32> {
  // expected-error @+1 {{'blas.matmul' op expected memrefs; bufferization comes first}}
  %r = blas.matmul ins(%x, %w : tensor<?x8xf32>, tensor<8x4xf32>) outs(%init : tensor<?x4xf32>) -> tensor<?x4xf32>
  return %r : tensor<?x4xf32>
}

// RUN: aec-opt %s --aec-lower-blas-to-cublaslt -split-input-file -verify-diagnostics | FileCheck %s

// Sizes go with the call, the batch among them; `form` says what is transposed (1, 2) and what follows (4 relu, 8 gelu).
// CHECK: func.func private @aec_cuda_matmul(!llvm.ptr, i64, i64, i64, i64, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr)
// CHECK-LABEL: @step(
// CHECK-SAME: %[[X:[a-z0-9]+]]: memref<?x8xf32>
// CHECK-SAME: %[[RUNTIME:[a-z0-9]+]]: !llvm.ptr {ae.runtime}
// CHECK: %[[DIM:.*]] = memref.dim %[[Y:[a-z0-9]+]], %{{.*}} : memref<?x4xf32>
// CHECK: %[[M:.*]] = arith.index_cast %[[DIM]] : index to i64
// CHECK: %[[FORM:[a-z0-9_]+]] = arith.constant 4 : i64
// CHECK: memref.extract_aligned_pointer_as_index %[[X]]
// CHECK: call @aec_cuda_matmul(%[[RUNTIME]], %[[M]], %{{.*}}, %{{.*}}, %[[FORM]], %{{.*}})
// CHECK: %[[OTHER:[a-z0-9_]+]] = arith.constant 11 : i64
// CHECK: %[[NULL:[a-z0-9_]+]] = llvm.mlir.zero
// CHECK: call @aec_cuda_matmul(%[[RUNTIME]], {{.*}}, %[[OTHER]], %{{.*}}, %{{.*}}, %[[NULL]], %{{.*}})
// CHECK-NOT: blas.matmul
func.func @step(%x: memref<?x8xf32>, %w: memref<8x4xf32>, %b: memref<4xf32>, %y: memref<?x4xf32>, %g: memref<8x4xf32>, %v: memref<4x?xf32>) {
  blas.matmul ins(%x, %w : memref<?x8xf32>, memref<8x4xf32>) bias(%b : memref<4xf32>) outs(%y : memref<?x4xf32>) activation relu
  blas.matmul ins(%x, %v : memref<?x8xf32>, memref<4x?xf32>) outs(%g : memref<8x4xf32>) transpose_lhs transpose_rhs activation gelu_tanh
  return
}

// -----

func.func @tensors(%x: tensor<?x8xf32>, %w: tensor<8x4xf32>, %init: tensor<?x4xf32>) -> tensor<?x4xf32> {
  // expected-error @+1 {{'blas.matmul' op expected memrefs; bufferization comes first}}
  %r = blas.matmul ins(%x, %w : tensor<?x8xf32>, tensor<8x4xf32>) outs(%init : tensor<?x4xf32>) -> tensor<?x4xf32>
  return %r : tensor<?x4xf32>
}

// -----

func.func @activations(%x: memref<?x8xf32>, %w: memref<8x4xf32>, %y: memref<?x4xf32>) {
  // expected-error @+1 {{'blas.matmul' op expected no activation, relu or gelu_tanh; cuBLASLt has no other}}
  blas.matmul ins(%x, %w : memref<?x8xf32>, memref<8x4xf32>) outs(%y : memref<?x4xf32>) activation tanh
  return
}

// -----

// A leaky one.
func.func @slope(%x: memref<?x8xf32>, %w: memref<8x4xf32>, %y: memref<?x4xf32>) {
  // expected-error @+1 {{'blas.matmul' op expected no activation, relu or gelu_tanh; cuBLASLt has no other}}
  blas.matmul ins(%x, %w : memref<?x8xf32>, memref<8x4xf32>) outs(%y : memref<?x4xf32>) activation relu {alpha = 1.000000e-01 : f64}
  return
}

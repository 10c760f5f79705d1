// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @on_tensors(
// CHECK: blas.matmul ins(%{{.*}}, %{{.*}} : tensor<?x8xf32>, tensor<8x4xf32>) bias(%{{.*}} : tensor<4xf32>) outs(%{{.*}} : tensor<?x4xf32>) activation{{ +}}relu -> tensor<?x4xf32>
func.func @on_tensors(%x: tensor<?x8xf32>, %w: tensor<8x4xf32>, %b: tensor<4xf32>, %init: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %r = blas.matmul ins(%x, %w : tensor<?x8xf32>, tensor<8x4xf32>)
         bias(%b : tensor<4xf32>) outs(%init : tensor<?x4xf32>) activation relu -> tensor<?x4xf32>
  return %r : tensor<?x4xf32>
}

// CHECK-LABEL: @on_memory(
// CHECK: blas.matmul ins(%{{.*}}, %{{.*}} : memref<?x8xf32>, memref<4x8xf32>) outs(%{{.*}} : memref<?x4xf32>) transpose_rhs
func.func @on_memory(%x: memref<?x8xf32>, %w: memref<4x8xf32>, %y: memref<?x4xf32>) {
  blas.matmul ins(%x, %w : memref<?x8xf32>, memref<4x8xf32>) outs(%y : memref<?x4xf32>) transpose_rhs
  return
}

// -----

func.func @mixed(%x: memref<?x8xf32>, %w: tensor<8x4xf32>, %y: memref<?x4xf32>) { // matmul_c1
  // expected-error @+1 {{'blas.matmul' op expected all operands to be tensors or all to be memrefs}}
  blas.matmul ins(%x, %w : memref<?x8xf32>, tensor<8x4xf32>) outs(%y : memref<?x4xf32>)
  return
}

// -----

func.func @no_result(%x: tensor<?x8xf32>, %w: tensor<8x4xf32>, %y: tensor<?x4xf32>) { // matmul_c1
  // expected-error @+1 {{'blas.matmul' op expected a result if and only if it works on tensors}}
  blas.matmul ins(%x, %w : tensor<?x8xf32>, tensor<8x4xf32>) outs(%y : tensor<?x4xf32>)
  return
}

// -----

func.func @rank(%x: memref<8xf32>, %w: memref<8x4xf32>, %y: memref<?x4xf32>) { // matmul_c2
  // expected-error @+1 {{'blas.matmul' op expected operands of rank 2, found 'memref<8xf32>'}}
  blas.matmul ins(%x, %w : memref<8xf32>, memref<8x4xf32>) outs(%y : memref<?x4xf32>)
  return
}

// -----

func.func @sizes(%x: memref<?x7xf32>, %w: memref<8x4xf32>, %y: memref<?x4xf32>) { // matmul_c2
  // expected-error @+1 {{'blas.matmul' op cannot multiply 'memref<?x7xf32>' with 'memref<8x4xf32>' into 'memref<?x4xf32>'}}
  blas.matmul ins(%x, %w : memref<?x7xf32>, memref<8x4xf32>) outs(%y : memref<?x4xf32>)
  return
}

// -----

func.func @bias(%x: memref<?x8xf32>, %w: memref<8x4xf32>, %b: memref<5xf32>, %y: memref<?x4xf32>) { // matmul_c2
  // expected-error @+1 {{'blas.matmul' op expected a bias of 4 elements, found 'memref<5xf32>'}}
  blas.matmul ins(%x, %w : memref<?x8xf32>, memref<8x4xf32>) bias(%b : memref<5xf32>) outs(%y : memref<?x4xf32>)
  return
}

// -----

func.func @gaps(%x: memref<?x8xf32, strided<[16, 1], offset: 8>>, %w: memref<8x4xf32>, %y: memref<?x4xf32>) { // matmul_c3
  // expected-error @+1 {{'blas.matmul' op expected dense memory, found 'memref<?x8xf32, strided<[16, 1], offset: 8>>'}}
  blas.matmul ins(%x, %w : memref<?x8xf32, strided<[16, 1], offset: 8>>, memref<8x4xf32>) outs(%y : memref<?x4xf32>)
  return
}

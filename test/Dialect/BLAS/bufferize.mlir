// RUN: aec-opt %s --aec-bufferize | FileCheck %s

// A slice of a buffer has gaps, which no library's call leaves: it is copied.
// CHECK-LABEL: @sliced(
// CHECK: %[[SLICE:.*]] = memref.subview %{{.*}}[0, 8] [4, 8] [1, 1] : memref<4x16xf32> to memref<4x8xf32, strided<[16, 1], offset: 8>>
// CHECK: %[[DENSE:.*]] = memref.alloc() : memref<4x8xf32>
// CHECK: memref.copy %[[SLICE]], %[[DENSE]]
// CHECK: blas.matmul ins(%[[DENSE]], %{{.*}} : memref<4x8xf32>, memref<8x4xf32>)
func.func @sliced(%x: memref<4x16xf32>, %w: memref<8x4xf32>, %y: memref<4x4xf32>) {
  %tx = bufferization.to_tensor %x restrict : memref<4x16xf32> to tensor<4x16xf32>
  %tw = bufferization.to_tensor %w restrict : memref<8x4xf32> to tensor<8x4xf32>
  %ty = bufferization.to_tensor %y restrict writable : memref<4x4xf32> to tensor<4x4xf32>
  %s = tensor.extract_slice %tx[0, 8] [4, 8] [1, 1] : tensor<4x16xf32> to tensor<4x8xf32>
  %r = blas.matmul ins(%s, %tw : tensor<4x8xf32>, tensor<8x4xf32>) outs(%ty : tensor<4x4xf32>) -> tensor<4x4xf32>
  bufferization.materialize_in_destination %r in restrict writable %y : (tensor<4x4xf32>, memref<4x4xf32>) -> ()
  return
}

// So is a result that belongs among others.
// CHECK-LABEL: @among(
// CHECK: %[[PLACE:.*]] = memref.subview %{{.*}}[0, 4] [4, 4] [1, 1] : memref<4x8xf32> to memref<4x4xf32, strided<[8, 1], offset: 4>>
// CHECK: %[[DENSE:.*]] = memref.alloc() : memref<4x4xf32>
// CHECK: blas.matmul ins({{.*}}) outs(%[[DENSE]] : memref<4x4xf32>)
// CHECK: memref.copy %[[DENSE]], %[[PLACE]]
func.func @among(%x: memref<4x8xf32>, %w: memref<8x4xf32>, %all: memref<4x8xf32>) {
  %tx = bufferization.to_tensor %x restrict : memref<4x8xf32> to tensor<4x8xf32>
  %tw = bufferization.to_tensor %w restrict : memref<8x4xf32> to tensor<8x4xf32>
  %ta = bufferization.to_tensor %all restrict writable : memref<4x8xf32> to tensor<4x8xf32>
  %place = tensor.extract_slice %ta[0, 4] [4, 4] [1, 1] : tensor<4x8xf32> to tensor<4x4xf32>
  %r = blas.matmul ins(%tx, %tw : tensor<4x8xf32>, tensor<8x4xf32>) outs(%place : tensor<4x4xf32>) -> tensor<4x4xf32>
  %y = tensor.insert_slice %r into %ta[0, 4] [4, 4] [1, 1] : tensor<4x4xf32> into tensor<4x8xf32>
  bufferization.materialize_in_destination %y in restrict writable %all : (tensor<4x8xf32>, memref<4x8xf32>) -> ()
  return
}

// RUN: aec-opt %s --pass-pipeline="builtin.module(func.func(aec-lower-strided-copies))" | FileCheck %s

// CHECK-LABEL: @slice(
// CHECK: %[[PART:.*]] = memref.subview
// CHECK-NOT: memref.copy
// CHECK: linalg.generic {{.*}} ins(%[[PART]] : {{.*}}) outs(%{{.*}} : memref<2x3xf32>)
func.func @slice(%x: memref<2x7xf32>, %y: memref<2x3xf32>) {
  %part = memref.subview %x[0, 2] [2, 3] [1, 1] : memref<2x7xf32> to memref<2x3xf32, strided<[7, 1], offset: 2>>
  memref.copy %part, %y : memref<2x3xf32, strided<[7, 1], offset: 2>> to memref<2x3xf32>
  return
}

// CHECK-LABEL: @into(
// CHECK: linalg.generic
func.func @into(%x: memref<2x7xf32>, %y: memref<2x3xf32>) {
  %part = memref.subview %x[0, 2] [2, 3] [1, 1] : memref<2x7xf32> to memref<2x3xf32, strided<[7, 1], offset: 2>>
  memref.copy %y, %part : memref<2x3xf32> to memref<2x3xf32, strided<[7, 1], offset: 2>>
  return
}

// A whole buffer is a memcpy.
// CHECK-LABEL: @whole(
// CHECK: memref.copy
func.func @whole(%x: memref<?x7xf32>, %y: memref<?x7xf32>) {
  memref.copy %x, %y : memref<?x7xf32> to memref<?x7xf32>
  return
}

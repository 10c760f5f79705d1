// RUN: aec-opt %s --aec-share-device-kernels | FileCheck %s

// Twins up to the names of their shared memory are one kernel, which all launch; a block of another size and another body are
// kernels of their own.
// CHECK-LABEL: func.func @step
// CHECK: gpu.launch_func @device::@step blocks
// CHECK: gpu.launch_func @device::@step_1 blocks
// CHECK-LABEL: func.func @evaluate
// CHECK: gpu.launch_func @device::@step blocks
// CHECK: gpu.launch_func @device::@wide blocks
// CHECK: gpu.launch_func @device::@step_1 blocks
module attributes {gpu.container_module} {
func.func @step(%a: !llvm.ptr, %b: !llvm.ptr) {
  %c1 = arith.constant 1 : index
  %c32 = arith.constant 32 : index
  gpu.launch_func @device::@step blocks in (%c1, %c1, %c1) threads in (%c32, %c1, %c1) args(%a : !llvm.ptr)
  gpu.launch_func @device::@step_1 blocks in (%c1, %c1, %c1) threads in (%c32, %c1, %c1) args(%b : !llvm.ptr)
  return
}
func.func @evaluate(%a: !llvm.ptr, %b: !llvm.ptr) {
  %c1 = arith.constant 1 : index
  %c32 = arith.constant 32 : index
  %c64 = arith.constant 64 : index
  gpu.launch_func @device::@twin blocks in (%c1, %c1, %c1) threads in (%c32, %c1, %c1) args(%a : !llvm.ptr)
  gpu.launch_func @device::@wide blocks in (%c1, %c1, %c1) threads in (%c64, %c1, %c1) args(%a : !llvm.ptr)
  gpu.launch_func @device::@other_twin blocks in (%c1, %c1, %c1) threads in (%c32, %c1, %c1) args(%b : !llvm.ptr)
  return
}
gpu.module @device {
  memref.global "private" @one : memref<4xf32, #gpu.address_space<workgroup>>
  memref.global "private" @other : memref<4xf32, #gpu.address_space<workgroup>>
  // CHECK: gpu.func @step(
  // CHECK: memref.get_global @one
  gpu.func @step(%p: !llvm.ptr) kernel attributes {known_block_size = array<i32: 32, 1, 1>} {
    %m = memref.get_global @one : memref<4xf32, #gpu.address_space<workgroup>>
    %c0 = arith.constant 0 : index
    %v = memref.load %m[%c0] : memref<4xf32, #gpu.address_space<workgroup>>
    llvm.store %v, %p : f32, !llvm.ptr
    gpu.return
  }
  // CHECK: gpu.func @step_1(
  gpu.func @step_1(%p: !llvm.ptr) kernel attributes {known_block_size = array<i32: 32, 1, 1>} {
    %v = arith.constant 1.0 : f32
    llvm.store %v, %p : f32, !llvm.ptr
    gpu.return
  }
  // CHECK-NOT: @twin
  gpu.func @twin(%p: !llvm.ptr) kernel attributes {known_block_size = array<i32: 32, 1, 1>} {
    %m = memref.get_global @other : memref<4xf32, #gpu.address_space<workgroup>>
    %c0 = arith.constant 0 : index
    %v = memref.load %m[%c0] : memref<4xf32, #gpu.address_space<workgroup>>
    llvm.store %v, %p : f32, !llvm.ptr
    gpu.return
  }
  // CHECK: gpu.func @wide(
  gpu.func @wide(%p: !llvm.ptr) kernel attributes {known_block_size = array<i32: 64, 1, 1>} {
    %v = arith.constant 1.0 : f32
    llvm.store %v, %p : f32, !llvm.ptr
    gpu.return
  }
  // CHECK-NOT: @other_twin
  gpu.func @other_twin(%p: !llvm.ptr) kernel attributes {known_block_size = array<i32: 32, 1, 1>} {
    %v = arith.constant 1.0 : f32
    llvm.store %v, %p : f32, !llvm.ptr
    gpu.return
  }
}
}

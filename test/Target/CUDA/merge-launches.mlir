// RUN: aec-opt %s --aec-merge-launches --canonicalize --split-input-file | FileCheck %s

// Strands of a stage divide the blocks; each has the threads it needs, and its place in the grid is as it was alone. Kernels that
// two strands have in common are there once and choose their arguments.
// CHECK-LABEL: func.func @beside(
// CHECK-SAME: %[[N:.*]]: index
// CHECK: %[[BLOCKS:.*]] = arith.addi %{{.*}}, %c5
// CHECK: gpu.launch_func @device::@points_0 blocks in (%[[BLOCKS]], %c1, %c1) threads in (%c64, %c1, %c1)
// CHECK-NOT: gpu.launch_func
// CHECK: gpu.func @points_0(
// CHECK-SAME: known_block_size = array<i32: 64, 1, 1>
// CHECK: %[[BLOCK:.*]] = gpu.block_id x
// CHECK: %[[FIRST:.*]] = arith.cmpi slt, %[[BLOCK]], %{{.*}}
// CHECK: scf.if
// CHECK: arith.select %{{.*}}, %{{.*}}, %{{.*}} : !llvm.ptr
// CHECK-COUNT-1: math.exp
// CHECK: } else {
// CHECK: %[[THREAD:.*]] = gpu.thread_id x
// CHECK: arith.cmpi slt, %[[THREAD]], %c32
// CHECK: scf.if
// CHECK: arith.remui %[[THREAD]], %c8
// CHECK: arith.divui %[[THREAD]], %c8
// CHECK-NOT: gpu.func
module attributes {gpu.container_module} {
func.func @beside(%n: index, %a: !llvm.ptr, %b: !llvm.ptr, %c: !llvm.ptr) {
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %c5 = arith.constant 5 : index
  %c8 = arith.constant 8 : index
  %c64 = arith.constant 64 : index
  gpu.launch_func @device::@points blocks in (%n, %c1, %c1) threads in (%c64, %c1, %c1) args(%a : !llvm.ptr) {ae.launch = array<i64: 0, 0>}
  gpu.launch_func @device::@points blocks in (%n, %c1, %c1) threads in (%c64, %c1, %c1) args(%b : !llvm.ptr) {ae.launch = array<i64: 0, 1>}
  gpu.launch_func @device::@plane blocks in (%c5, %c1, %c1) threads in (%c8, %c4, %c1) args(%c : !llvm.ptr) {ae.launch = array<i64: 0, 2>}
  return
}
gpu.module @device {
  gpu.func @points(%p: !llvm.ptr) kernel {
    %block = gpu.block_id x
    %count = gpu.grid_dim x
    %i = arith.addi %block, %count : index
    %j = arith.index_cast %i : index to i64
    %f = arith.sitofp %j : i64 to f32
    %v = math.exp %f : f32
    llvm.store %v, %p : f32, !llvm.ptr
    gpu.return
  }
  gpu.func @plane(%p: !llvm.ptr) kernel {
    %x = gpu.thread_id x
    %y = gpu.thread_id y
    %i = arith.subi %x, %y : index
    %j = arith.index_cast %i : index to i64
    llvm.store %j, %p : i64, !llvm.ptr
    gpu.return
  }
}
}

// -----

// A strand of one block each: phases behind barriers, and the note of a status behind it.
// CHECK-LABEL: func.func @strand(
// CHECK: gpu.launch_func @device::@sum_0 blocks in (%c1, %c1, %c1) threads in (%c32,
// CHECK-NOT: gpu.launch_func
// CHECK: gpu.func @sum_0(
// CHECK: memref.get_global @shared
// CHECK: gpu.barrier
// CHECK: gpu.barrier
// CHECK: arith.cmpi slt, %{{.*}}, %c1
// CHECK: scf.if
// CHECK-NEXT: llvm.store
module attributes {gpu.container_module} {
func.func @strand(%a: !llvm.ptr, %b: !llvm.ptr) {
  %c1 = arith.constant 1 : index
  %c32 = arith.constant 32 : index
  gpu.launch_func @device::@sum blocks in (%c1, %c1, %c1) threads in (%c32, %c1, %c1) args(%a : !llvm.ptr) {ae.launch = array<i64: 3, 1>}
  gpu.launch_func @device::@sum blocks in (%c1, %c1, %c1) threads in (%c32, %c1, %c1) args(%b : !llvm.ptr) {ae.launch = array<i64: 3, 1>}
  gpu.launch_func @device::@number blocks in (%c1, %c1, %c1) threads in (%c1, %c1, %c1) args(%b : !llvm.ptr) {ae.status}
  return
}
gpu.module @device {
  memref.global "private" @one : memref<32xf32, #gpu.address_space<workgroup>>
  gpu.func @sum(%p: !llvm.ptr) kernel {
    %i = gpu.thread_id x
    %m = memref.get_global @one : memref<32xf32, #gpu.address_space<workgroup>>
    %v = memref.load %m[%i] : memref<32xf32, #gpu.address_space<workgroup>>
    llvm.store %v, %p : f32, !llvm.ptr
    gpu.return
  }
  gpu.func @number(%p: !llvm.ptr) kernel {
    %v = arith.constant 7 : i64
    llvm.store %v, %p : i64, !llvm.ptr
    gpu.return
  }
}
}

// -----

// What stays apart: other stages, launches without a mark, another strand behind something that is not pure, a second launch of a
// strand that has many blocks, a status behind a launch of many blocks.
// CHECK-LABEL: func.func @apart(
// CHECK-COUNT-7: gpu.launch_func @device::@points blocks
// CHECK-NOT: gpu.func @points_
module attributes {gpu.container_module} {
func.func private @outside()
func.func @apart(%n: index, %a: !llvm.ptr, %b: !llvm.ptr) {
  %c1 = arith.constant 1 : index
  gpu.launch_func @device::@points blocks in (%n, %c1, %c1) threads in (%c1, %c1, %c1) args(%a : !llvm.ptr) {ae.launch = array<i64: 0, 0>}
  gpu.launch_func @device::@points blocks in (%n, %c1, %c1) threads in (%c1, %c1, %c1) args(%a : !llvm.ptr) {ae.launch = array<i64: 1, 1>}
  func.call @outside() : () -> ()
  gpu.launch_func @device::@points blocks in (%n, %c1, %c1) threads in (%c1, %c1, %c1) args(%b : !llvm.ptr) {ae.launch = array<i64: 1, 2>}
  gpu.launch_func @device::@points blocks in (%n, %c1, %c1) threads in (%c1, %c1, %c1) args(%b : !llvm.ptr) {ae.launch = array<i64: 1, 2>}
  gpu.launch_func @device::@points blocks in (%n, %c1, %c1) threads in (%c1, %c1, %c1) args(%b : !llvm.ptr) {ae.status}
  gpu.launch_func @device::@points blocks in (%c1, %c1, %c1) threads in (%c1, %c1, %c1) args(%a : !llvm.ptr)
  gpu.launch_func @device::@points blocks in (%c1, %c1, %c1) threads in (%c1, %c1, %c1) args(%a : !llvm.ptr)
  return
}
gpu.module @device {
  gpu.func @points(%p: !llvm.ptr) kernel {
    %v = arith.constant 7 : i64
    llvm.store %v, %p : i64, !llvm.ptr
    gpu.return
  }
}
}

// -----

// A barrier of a kernel with fewer threads is not for the others, which are behind the kernel; where it is not for whole warps, the
// launch stays apart.
// CHECK-LABEL: func.func @parts(
// CHECK: gpu.launch_func @device::@whole_0 blocks in (%{{.*}}, %c1, %c1) threads in (%c128,
// CHECK: gpu.launch_func @device::@part blocks in (%{{.*}}, %c1, %c1) threads in (%c48,
// CHECK-NOT: gpu.launch_func
// CHECK: gpu.func @part(
// CHECK: gpu.barrier
// CHECK: gpu.func @whole_0(
// CHECK-DAG: %[[ONE:.*]] = arith.constant 1 : i32
// CHECK-DAG: %[[THREADS:.*]] = arith.constant 64 : i32
// CHECK: gpu.barrier
// CHECK: scf.if
// CHECK: nvvm.barrier id = %[[ONE]] number_of_threads = %[[THREADS]]
// CHECK-NOT: gpu.barrier
module attributes {gpu.container_module} {
func.func @parts(%n: index, %a: !llvm.ptr, %b: !llvm.ptr, %c: !llvm.ptr) {
  %c1 = arith.constant 1 : index
  %c48 = arith.constant 48 : index
  %c64 = arith.constant 64 : index
  %c128 = arith.constant 128 : index
  gpu.launch_func @device::@whole blocks in (%n, %c1, %c1) threads in (%c128, %c1, %c1) args(%a : !llvm.ptr) {ae.launch = array<i64: 0, 0>}
  gpu.launch_func @device::@part blocks in (%n, %c1, %c1) threads in (%c64, %c1, %c1) args(%b : !llvm.ptr) {ae.launch = array<i64: 0, 1>}
  gpu.launch_func @device::@part blocks in (%n, %c1, %c1) threads in (%c48, %c1, %c1) args(%c : !llvm.ptr) {ae.launch = array<i64: 0, 2>}
  return
}
gpu.module @device {
  gpu.func @whole(%p: !llvm.ptr) kernel {
    %v = arith.constant 7 : i64
    gpu.barrier
    llvm.store %v, %p : i64, !llvm.ptr
    gpu.return
  }
  gpu.func @part(%p: !llvm.ptr) kernel {
    %v = arith.constant 8 : i64
    gpu.barrier
    llvm.store %v, %p : i64, !llvm.ptr
    gpu.return
  }
}
}

// -----

// Strands of two launches that need all blocks: first halves are one launch, second halves the next, wherever they stood.
// CHECK-LABEL: func.func @waves(
// CHECK: %[[THREE:.*]] = arith.addi %{{.*}}, %{{.*}} : index
// CHECK: gpu.launch_func @device::@slices_0 blocks in (%{{.*}}, %c1, %c1)
// CHECK: gpu.launch_func @device::@sums_0 blocks in (%{{.*}}, %c1, %c1)
// CHECK-NOT: gpu.launch_func
// CHECK: gpu.func @slices_0(
// CHECK: arith.constant 7 : i64
// CHECK: gpu.func @sums_0(
// CHECK: arith.constant 8 : i64
module attributes {gpu.container_module} {
func.func @waves(%n: index, %a: !llvm.ptr, %b: !llvm.ptr, %c: !llvm.ptr) {
  %c1 = arith.constant 1 : index
  gpu.launch_func @device::@slices blocks in (%n, %c1, %c1) threads in (%c1, %c1, %c1) args(%a : !llvm.ptr) {ae.launch = array<i64: 0, 0>}
  gpu.launch_func @device::@sums blocks in (%n, %c1, %c1) threads in (%c1, %c1, %c1) args(%a : !llvm.ptr) {ae.launch = array<i64: 0, 0>}
  gpu.launch_func @device::@slices blocks in (%n, %c1, %c1) threads in (%c1, %c1, %c1) args(%b : !llvm.ptr) {ae.launch = array<i64: 0, 1>}
  gpu.launch_func @device::@sums blocks in (%n, %c1, %c1) threads in (%c1, %c1, %c1) args(%b : !llvm.ptr) {ae.launch = array<i64: 0, 1>}
  gpu.launch_func @device::@slices blocks in (%n, %c1, %c1) threads in (%c1, %c1, %c1) args(%c : !llvm.ptr) {ae.launch = array<i64: 0, 2>}
  return
}
gpu.module @device {
  gpu.func @slices(%p: !llvm.ptr) kernel {
    %v = arith.constant 7 : i64
    llvm.store %v, %p : i64, !llvm.ptr
    gpu.return
  }
  gpu.func @sums(%p: !llvm.ptr) kernel {
    %v = arith.constant 8 : i64
    llvm.store %v, %p : i64, !llvm.ptr
    gpu.return
  }
}
}

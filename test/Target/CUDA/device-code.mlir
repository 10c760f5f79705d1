// RUN: aec-opt %s --pass-pipeline="builtin.module(gpu.module(aec-approximate-device-math,convert-scf-to-cf,aec-convert-device-code,reconcile-unrealized-casts,canonicalize,aec-verify-device-code))" | FileCheck %s

// Polynomials and intrinsics; beta^step by multiplications; the thread's number is a register.
// CHECK-LABEL: gpu.module @device
// CHECK: llvm.mlir.global private @shared() {addr_space = 3 : i32
// CHECK: llvm.func @kernel({{.*}}) attributes {gpu.kernel, {{.*}}nvvm.kernel
// CHECK-NOT: __nv_
// CHECK-NOT: llvm.intr.exp
// CHECK-NOT: llvm.intr.pow
// CHECK: nvvm.read.ptx.sreg.tid.x
// CHECK: llvm.intr.sqrt
// CHECK: nvvm.barrier
gpu.module @device {
  memref.global "private" @shared : memref<4xf32, #gpu.address_space<workgroup>> = uninitialized
  gpu.func @kernel(%p: !llvm.ptr, %step: i64) kernel {
    %i = gpu.thread_id x
    %n = arith.index_cast %i : index to i32
    %f = arith.sitofp %n : i32 to f32
    %e = math.exp %f : f32
    %t = math.tanh %e : f32
    %l = math.log %t : f32
    %r = math.sqrt %l : f32
    %beta = arith.constant 0.999 : f64
    %s = arith.sitofp %step : i64 to f64
    %b = math.powf %beta, %s : f64
    %c = arith.truncf %b : f64 to f32
    %sum = arith.addf %r, %c : f32
    %shared = memref.get_global @shared : memref<4xf32, #gpu.address_space<workgroup>>
    memref.store %sum, %shared[%i] : memref<4xf32, #gpu.address_space<workgroup>>
    gpu.barrier
    llvm.store %sum, %p : f32, !llvm.ptr
    gpu.return
  }
}

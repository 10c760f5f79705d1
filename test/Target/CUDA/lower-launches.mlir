// RUN: aec-opt %s --split-input-file --verify-diagnostics --aec-lower-launches | FileCheck %s

// The second kernel is number 1; arguments are passed by address.
// CHECK-LABEL: func.func @f
// CHECK-SAME: %[[RUNTIME:[a-z0-9]+]]: !llvm.ptr {ae.runtime}
// CHECK: %[[LIST:.*]] = llvm.alloca %{{.*}} x !llvm.ptr
// CHECK: %[[FIRST:.*]] = llvm.alloca %{{.*}} x !llvm.ptr
// CHECK: %[[SECOND:.*]] = llvm.alloca %{{.*}} x i64
// CHECK: %[[KERNEL:.*]] = arith.constant 1 : i64
// CHECK: %[[BLOCKS:.*]] = arith.index_cast %arg2
// CHECK: llvm.store %arg0, %[[FIRST]]
// CHECK: %[[E0:.*]] = llvm.getelementptr %[[LIST]][0]
// CHECK: llvm.store %[[FIRST]], %[[E0]]
// CHECK: llvm.store %arg1, %[[SECOND]]
// CHECK: %[[E1:.*]] = llvm.getelementptr %[[LIST]][1]
// CHECK: llvm.store %[[SECOND]], %[[E1]]
// CHECK: call @aec_cuda_launch(%[[RUNTIME]], %[[KERNEL]], %[[BLOCKS]], {{.*}}, %[[LIST]])
module attributes {gpu.container_module} {
  func.func @f(%p: !llvm.ptr, %n: i64, %blocks: index) {
    %c1 = arith.constant 1 : index
    %c256 = arith.constant 256 : index
    gpu.launch_func @device::@second blocks in (%blocks, %c1, %c1) threads in (%c256, %c1, %c1) args(%p : !llvm.ptr, %n : i64)
    return
  }
  gpu.module @device {
    gpu.func @first() kernel {
      gpu.return
    }
    gpu.func @second(%p: !llvm.ptr, %n: i64) kernel {
      gpu.return
    }
  }
}

// -----

func.func @left(%x: memref<4xf32>) -> f32 { // launches_l1
  %c0 = arith.constant 0 : index
  // expected-error @below {{'memref.load' op is left on the host, expected a kernel: the host has no access to the device's memory}}
  %e = memref.load %x[%c0] : memref<4xf32>
  return %e : f32
}

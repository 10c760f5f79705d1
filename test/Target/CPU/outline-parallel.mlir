// RUN: aec-opt %s --aec-outline-parallel -split-input-file -verify-diagnostics | FileCheck %s

// Captures go through a struct on the stack; constants are made again.
// CHECK: llvm.func @aec_parallel_for(!llvm.ptr, i64, i64, !llvm.ptr, !llvm.ptr)
// CHECK-LABEL: llvm.func internal @loop.parallel(
// CHECK-SAME: %[[CLOSURE:.*]]: !llvm.ptr, %[[LO:.*]]: i64, %{{.*}}: i64)
// CHECK: %[[FIELD:.*]] = llvm.getelementptr %[[CLOSURE]][0, 0] : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(ptr)>
// CHECK: %[[P:.*]] = llvm.load %[[FIELD]]
// CHECK: %[[C:.*]] = llvm.mlir.constant(7 : i64)
// CHECK: %[[S:.*]] = llvm.add %[[LO]], %[[C]]
// CHECK: llvm.store %[[S]], %[[P]]
// CHECK: llvm.return
// CHECK-LABEL: llvm.func @loop(
// CHECK-SAME: %[[RUNTIME:.*]]: !llvm.ptr, %[[N:.*]]: i64, %{{.*}}: !llvm.ptr)
// CHECK: %[[MEMORY:.*]] = llvm.alloca
// CHECK: %[[BODY:.*]] = llvm.mlir.addressof @loop.parallel
// CHECK: llvm.call @aec_parallel_for(%[[RUNTIME]], %[[N]], %[[N]], %[[BODY]], %[[MEMORY]])
llvm.func @loop(%runtime: !llvm.ptr, %n: i64, %p: !llvm.ptr) {
  %c = llvm.mlir.constant(7 : i64) : i64
  cpu.parallel_for (%lo, %hi) in %n grain %n on %runtime : i64 {
    %s = llvm.add %lo, %c : i64
    llvm.store %s, %p : i64, !llvm.ptr
    cpu.end
  }
  llvm.return
}

// -----

// The struct is aligned as its fields: a vector is stored and loaded as one.
// CHECK-LABEL: llvm.func @vector(
// CHECK: llvm.alloca %{{.*}} x !llvm.struct<(vector<16xf32>, ptr)> : (i64) -> !llvm.ptr
llvm.func @vector(%runtime: !llvm.ptr, %n: i64, %p: !llvm.ptr, %x: f32) {
  %none = llvm.mlir.poison : vector<16xf32>
  %v = llvm.insertelement %x, %none[%n : i64] : vector<16xf32>
  cpu.parallel_for (%lo, %hi) in %n grain %n on %runtime : i64 {
    llvm.store %v, %p : vector<16xf32>, !llvm.ptr
    cpu.end
  }
  llvm.return
}

// -----

func.func @early(%runtime: !llvm.ptr, %n: index, %m: memref<?xf32>, %v: f32) {
  // expected-error @+1 {{'cpu.parallel_for' op takes a 'memref<?xf32>' from outside, expected bodies in the LLVM dialect}}
  cpu.parallel_for (%lo, %hi) in %n grain %n on %runtime : index {
    memref.store %v, %m[%lo] : memref<?xf32>
    cpu.end
  }
  return
}

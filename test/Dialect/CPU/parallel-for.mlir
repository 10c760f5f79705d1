// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @loop(
// CHECK: cpu.parallel_for (%[[LO:.*]], %[[HI:.*]]) in %{{.*}} grain %{{.*}} on %{{.*}} : index {
// CHECK: scf.for %{{.*}} = %[[LO]] to %[[HI]]
// CHECK: cpu.end
func.func @loop(%n: index, %m: memref<?xf32>, %v: f32, %runtime: !llvm.ptr) {
  %one = arith.constant 1 : index
  cpu.parallel_for (%lo, %hi) in %n grain %one on %runtime : index {
    scf.for %i = %lo to %hi step %one {
      memref.store %v, %m[%i] : memref<?xf32>
    }
    cpu.end
  }
  return
}

// -----

func.func @types(%n: index, %g: i64, %runtime: !llvm.ptr) {
  // expected-error @+1 {{'cpu.parallel_for' op expected count and grain of one type}}
  "cpu.parallel_for"(%n, %g, %runtime) ({
  ^bb0(%lo: index, %hi: index):
    cpu.end
  }) : (index, i64, !llvm.ptr) -> ()
  return
}

// -----

func.func @region(%n: index, %runtime: !llvm.ptr) {
  // expected-error @+1 {{'cpu.parallel_for' op expected a region with the two arguments lo and hi}}
  "cpu.parallel_for"(%n, %n, %runtime) ({
  ^bb0(%lo: index):
    cpu.end
  }) : (index, index, !llvm.ptr) -> ()
  return
}

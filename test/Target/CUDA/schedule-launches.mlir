// RUN: aec-opt %s --aec-schedule-launches --split-input-file | FileCheck %s
// RUN: aec-opt %s --aec-schedule-launches --aec-plan-memory --split-input-file | FileCheck %s --check-prefix=PLAN

// What reads the result of another is behind it; what does not is of the first stage, in front, and each a strand. Buffers of a
// stage have places of their own: without the mark %u could take the place of %t.
// CHECK-LABEL: func.func @independent
// CHECK: linalg.exp {ae.launch = array<i64: [[FIRST:.*]], [[A:.*]]>} ins(%arg0
// CHECK: linalg.exp {ae.launch = array<i64: [[FIRST]], {{.*}}>} ins(%arg1
// CHECK: linalg.add {ae.launch = array<i64: [[SECOND:.*]], {{.*}}>}
// CHECK: linalg.abs {ae.launch = array<i64: [[SECOND]], {{.*}}>}
// PLAN-LABEL: func.func @independent
// PLAN-SAME: ae.arena_per_sample = array<i64: 128>
func.func @independent(%x: memref<?x8xf32> {ae.input = "x"}, %y: memref<?x8xf32> {ae.input = "y"}, %o: memref<?x8xf32> {ae.output = 0 : i64}) {
  %c0 = arith.constant 0 : index
  %b = memref.dim %x, %c0 : memref<?x8xf32>
  %t = memref.alloc(%b) : memref<?x8xf32>
  %u = memref.alloc(%b) : memref<?x8xf32>
  %v = memref.alloc(%b) : memref<?x8xf32>
  %w = memref.alloc(%b) : memref<?x8xf32>
  linalg.exp ins(%x : memref<?x8xf32>) outs(%t : memref<?x8xf32>)
  linalg.add ins(%t, %x : memref<?x8xf32>, memref<?x8xf32>) outs(%u : memref<?x8xf32>)
  linalg.exp ins(%y : memref<?x8xf32>) outs(%v : memref<?x8xf32>)
  linalg.abs ins(%v : memref<?x8xf32>) outs(%w : memref<?x8xf32>)
  linalg.add ins(%u, %w : memref<?x8xf32>, memref<?x8xf32>) outs(%o : memref<?x8xf32>)
  return
}

// -----

// Updates come last and are one stage, though the first could run early; numbers of one block are a strand where none of them waits.
// CHECK-LABEL: func.func @updates
// CHECK: linalg.exp ins(%arg0
// CHECK: linalg.abs ins(
// CHECK: memref.store %{{.*}} {ae.launch = array<i64: [[LOSS:.*]], [[STRAND:.*]]>}
// CHECK: memref.store %{{.*}} {ae.launch = array<i64: [[LOSS]], [[STRAND]]>}
// CHECK: linalg.add {ae.launch = array<i64: [[LAST:.*]], {{.*}}>} ins(%arg1
// CHECK: linalg.add {ae.launch = array<i64: [[LAST]], {{.*}}>} ins(%arg2
func.func @updates(%x: memref<?x8xf32> {ae.input = "x"}, %p: memref<8xf32> {ae.state = "p"}, %q: memref<8xf32> {ae.state = "q"},
    %g: memref<8xf32> {ae.input = "g"}, %l: memref<2xf32> {ae.losses}) attributes {ae.step_of = "o"} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %one = arith.constant 1.0 : f32
  %b = memref.dim %x, %c0 : memref<?x8xf32>
  %t = memref.alloc(%b) : memref<?x8xf32>
  %u = memref.alloc(%b) : memref<?x8xf32>
  linalg.add ins(%p, %g : memref<8xf32>, memref<8xf32>) outs(%p : memref<8xf32>)
  linalg.exp ins(%x : memref<?x8xf32>) outs(%t : memref<?x8xf32>)
  linalg.abs ins(%t : memref<?x8xf32>) outs(%u : memref<?x8xf32>)
  %e = memref.load %u[%c0, %c0] : memref<?x8xf32>
  memref.store %e, %l[%c0] : memref<2xf32>
  memref.store %e, %l[%c1] : memref<2xf32>
  linalg.add ins(%q, %g : memref<8xf32>, memref<8xf32>) outs(%q : memref<8xf32>)
  return
}

// -----

// What stays in order: writes to one memory, a read before it is overwritten, a loop.
// CHECK-LABEL: func.func @ordered
// CHECK-NOT: ae.launch
// CHECK: linalg.exp
// CHECK: scf.for
// CHECK: linalg.abs ins({{.*}}) outs(%arg0
func.func @ordered(%x: memref<?x8xf32> {ae.input = "x"}, %o: memref<?x8xf32> {ae.output = 0 : i64}) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  linalg.exp ins(%x : memref<?x8xf32>) outs(%o : memref<?x8xf32>)
  scf.for %i = %c0 to %c4 step %c1 {
    linalg.add ins(%x, %o : memref<?x8xf32>, memref<?x8xf32>) outs(%o : memref<?x8xf32>)
  }
  linalg.abs ins(%o : memref<?x8xf32>) outs(%x : memref<?x8xf32>)
  return
}

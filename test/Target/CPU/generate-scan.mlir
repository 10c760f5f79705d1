// RUN: aec-opt %s -aec-generate-cpu-kernels=level=v4 | FileCheck %s --implicit-check-not=cpu.scan
// RUN: aec-opt %s -aec-generate-cpu-kernels=level=generic | FileCheck %s --check-prefix=GENERIC

// Blocks of 8 rows on threads of their own, each through all steps; three gates by
// 16 lanes a tile: 24 sums in registers over the depth.
// CHECK-LABEL: @forward(
// CHECK: %[[ROWS:.*]] = arith.constant 8 : index
// CHECK: arith.ceildivui %{{.*}}, %[[ROWS]]
// CHECK: cpu.parallel_for
// CHECK: memref.alloca() {alignment = 64 : i64} : memref<3x8x16xf32>
// CHECK: memref.alloca() {alignment = 64 : i64} : memref<2x1x8x32xf32>
// CHECK: scf.for
// CHECK: %{{.*}}:24 = scf.for {{.*}} -> (vector<16xf32>, {{.*}}vector<16xf32>) {
// CHECK-COUNT-24: math.fma
// CHECK: math.tanh %{{.*}} : vector<16xf32>
// GENERIC-LABEL: @forward(
// GENERIC-NOT: math.fma
// GENERIC: arith.mulf
func.func @forward(%p: memref<?x5x96xf32>, %w: memref<32x96xf32>, %h: memref<?x32xf32>, %s: memref<?x5x32xf32>) {
  cpu.scan sequences(%p) vectors() weight(%w) initials(%h) outs(%s) {carried = 1 : i64, width = 32 : i64} :
      (memref<?x5x96xf32>, memref<32x96xf32>, memref<?x32xf32>, memref<?x5x32xf32>) -> () {
  ^bb0(%x: f32, %y: f32, %z: f32, %a: f32, %b: f32, %c: f32, %state: f32):
    %sum = arith.addf %x, %a : f32
    %next = math.tanh %sum : f32
    cpu.next %next, %next : f32, f32
  }
  return
}

// The last columns are a narrower vector.
// CHECK-LABEL: @odd(
// CHECK: vector<3xf32>
func.func @odd(%p: memref<?x5x3xf32>, %w: memref<3x3xf32>, %s: memref<?x5x3xf32>) {
  cpu.scan sequences(%p) vectors() weight(%w) initials() outs(%s) {carried = 1 : i64, width = 3 : i64} :
      (memref<?x5x3xf32>, memref<3x3xf32>, memref<?x5x3xf32>) -> () {
  ^bb0(%x: f32, %a: f32, %state: f32):
    %sum = arith.addf %x, %a : f32
    cpu.next %sum, %sum : f32, f32
  }
  return
}

// A second product behind the first cell, over the whole row of what that holds: one
// gate before it, the last columns of the weight between.
// CHECK-LABEL: @second(
// CHECK: cpu.parallel_for
// CHECK-DAG: memref.alloca() {{.*}} : memref<1x8x16xf32>
// CHECK-DAG: memref.alloca() {{.*}} : memref<2x8x16xf32>
// CHECK-COUNT-8: math.fma
// CHECK: math.exp %{{.*}} : vector<16xf32>
// CHECK-COUNT-8: math.fma
// CHECK: math.tanh %{{.*}} : vector<16xf32>
func.func @second(%p: memref<?x5x16xf32>, %w: memref<16x32xf32>, %s: memref<?x5x16xf32>) {
  cpu.scan sequences(%p) vectors() weight(%w) initials() outs(%s) {carried = 1 : i64, width = 16 : i64} :
      (memref<?x5x16xf32>, memref<16x32xf32>, memref<?x5x16xf32>) -> () {
  ^bb0(%x: f32, %a: f32, %state: f32):
    %r = math.exp %a : f32
    %kept = arith.mulf %r, %state : f32
    cpu.next %kept, %r : f32, f32
  } second {
  ^bb0(%product: f32, %kept: f32, %r: f32, %x: f32, %state: f32):
    %sum = arith.addf %x, %product : f32
    %n = math.tanh %sum : f32
    cpu.next %n, %n : f32, f32
  }
  return
}

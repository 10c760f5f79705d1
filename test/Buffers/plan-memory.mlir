// RUN: aec-opt %s --aec-plan-memory --split-input-file --verify-diagnostics | FileCheck %s

// Two buffers that are live together and one that takes the place of the first.
// CHECK-LABEL: func.func @three
// CHECK-SAME: %[[ARENA:[a-z0-9]+]]: memref<?xi8> {ae.arena})
// CHECK-SAME: ae.arena_bound = array<i64: 2048, 4096, 16384, 131072>
// CHECK-SAME: ae.arena_fixed = array<i64: 0>
// CHECK-SAME: ae.arena_peak = array<i64: 2048, 4096, 16384, 131072>
// CHECK-SAME: ae.arena_per_sample = array<i64: 128>
// CHECK-COUNT-3: memref.view %[[ARENA]]
// CHECK-NOT: memref.alloc
func.func @three(%x: memref<?x16xf32> {ae.input = "x"}, %w: memref<16x16xf32> {ae.state = "w"}, %out: memref<?x16xf32> {ae.output = 0 : i64}) {
  %c0 = arith.constant 0 : index
  %n = memref.dim %x, %c0 : memref<?x16xf32>
  %a = memref.alloc(%n) : memref<?x16xf32>
  linalg.negf ins(%x : memref<?x16xf32>) outs(%a : memref<?x16xf32>)
  %b = memref.alloc(%n) : memref<?x16xf32>
  linalg.matmul ins(%a, %w : memref<?x16xf32>, memref<16x16xf32>) outs(%b : memref<?x16xf32>)
  memref.dealloc %a : memref<?x16xf32>
  %c = memref.alloc(%n) : memref<?x16xf32>
  linalg.matmul ins(%b, %w : memref<?x16xf32>, memref<16x16xf32>) outs(%c : memref<?x16xf32>)
  linalg.negf ins(%c : memref<?x16xf32>) outs(%out : memref<?x16xf32>)
  return
}

// An elementwise result takes the place of an operand that dies there.
// CHECK-LABEL: func.func @in_place
// CHECK-SAME: ae.arena_fixed = array<i64: 64>
func.func @in_place(%x: memref<16xf32> {ae.input = "x"}, %out: memref<16xf32> {ae.output = 0 : i64}) {
  %a = memref.alloc() : memref<16xf32>
  linalg.negf ins(%x : memref<16xf32>) outs(%a : memref<16xf32>)
  %b = memref.alloc() : memref<16xf32>
  linalg.exp ins(%a : memref<16xf32>) outs(%b : memref<16xf32>)
  linalg.negf ins(%b : memref<16xf32>) outs(%out : memref<16xf32>)
  return
}

// A function that is planned already stays.
// CHECK-LABEL: func.func @planned(%{{[a-z0-9]+}}: memref<4xf32>)
func.func @planned(%x: memref<4xf32>) attributes {ae.arena_fixed = array<i64>, ae.arena_per_sample = array<i64>} {
  return
}

// -----

func.func @size(%x: memref<?x4xf32>, %n: index) {
  // expected-error @+1 {{has a dynamic size that is not the batch (the leading dimension of an argument)}}
  %a = memref.alloc(%n) : memref<?x4xf32>
  return
}

// -----

func.func @shape(%x: memref<?x4xf32>) {
  %c0 = arith.constant 0 : index
  %n = memref.dim %x, %c0 : memref<?x4xf32>
  // expected-error @+1 {{has type 'memref<4x?xf32>', expected no dynamic dimension but the leading one (the batch)}}
  %a = memref.alloc(%n) : memref<4x?xf32>
  return
}

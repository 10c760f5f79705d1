// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @on_memory(
// CHECK: cpu.scan sequences(%{{.*}}) vectors() weight(%{{.*}}) initials(%{{.*}}) outs(%{{.*}}) {carried = 1 : i64, width = 8 : i64}
// CHECK: cpu.next %{{.*}}, %{{.*}} : f32, f32
func.func @on_memory(%p: memref<?x5x8xf32>, %w: memref<8x8xf32>, %h: memref<?x8xf32>, %s: memref<?x5x8xf32>) {
  cpu.scan sequences(%p) vectors() weight(%w) initials(%h) outs(%s) {carried = 1 : i64, width = 8 : i64} :
      (memref<?x5x8xf32>, memref<8x8xf32>, memref<?x8xf32>, memref<?x5x8xf32>) -> () {
  ^bb0(%x: f32, %product: f32, %state: f32):
    %next = arith.addf %x, %product : f32
    cpu.next %state, %next : f32, f32
  }
  return
}

// Back through time: no product before the cell, zeros at first, the last value kept.
// CHECK-LABEL: @on_tensors(
// CHECK: %[[R:.*]]:2 = cpu.scan {{.*}} {carried = 1 : i64, multiplied = 0 : i64, reverse, width = 8 : i64}
// CHECK: return %[[R]]#1
func.func @on_tensors(%g: tensor<?x5x8xf32>, %w: tensor<8x8xf32>, %d: tensor<?x5x8xf32>, %h: tensor<?x8xf32>) -> tensor<?x8xf32> {
  %r:2 = cpu.scan sequences(%g) vectors() weight(%w) initials() outs(%d, %h)
      {carried = 1 : i64, multiplied = 0 : i64, reverse, width = 8 : i64} :
      (tensor<?x5x8xf32>, tensor<8x8xf32>, tensor<?x5x8xf32>, tensor<?x8xf32>) -> (tensor<?x5x8xf32>, tensor<?x8xf32>) {
  ^bb0(%x: f32, %state: f32):
    %sum = arith.addf %x, %state : f32
    cpu.next %sum, %sum : f32, f32
  }
  return %r#1 : tensor<?x8xf32>
}

// -----

func.func @arguments(%p: memref<?x5x8xf32>, %w: memref<8x8xf32>, %s: memref<?x5x8xf32>) { // scan_c1
  // expected-error @+1 {{'cpu.scan' op expected a cell with 3 arguments of type 'f32', found 2}}
  cpu.scan sequences(%p) vectors() weight(%w) initials() outs(%s) {carried = 1 : i64, width = 8 : i64} :
      (memref<?x5x8xf32>, memref<8x8xf32>, memref<?x5x8xf32>) -> () {
  ^bb0(%x: f32, %product: f32):
    cpu.next %x, %product : f32, f32
  }
  return
}

// -----

func.func @yields(%p: memref<?x5x8xf32>, %w: memref<8x8xf32>, %s: memref<?x5x8xf32>) { // scan_c2
  // expected-error @+1 {{'cpu.scan' op expected a cell that yields 2 numbers}}
  cpu.scan sequences(%p) vectors() weight(%w) initials() outs(%s) {carried = 1 : i64, width = 8 : i64} :
      (memref<?x5x8xf32>, memref<8x8xf32>, memref<?x5x8xf32>) -> () {
  ^bb0(%x: f32, %product: f32, %state: f32):
    cpu.next %x : f32
  }
  return
}

// -----

func.func @initials(%p: memref<?x5x8xf32>, %w: memref<8x8xf32>, %h: memref<?x8xf32>, %s: memref<?x5x8xf32>) { // scan_c3
  // expected-error @+1 {{'cpu.scan' op expected none or 1 initial and last carried values, found 2}}
  cpu.scan sequences(%p) vectors() weight(%w) initials(%h, %h) outs(%s) {carried = 1 : i64, width = 8 : i64} :
      (memref<?x5x8xf32>, memref<8x8xf32>, memref<?x8xf32>, memref<?x8xf32>, memref<?x5x8xf32>) -> () {
  ^bb0(%x: f32, %product: f32, %state: f32):
    cpu.next %x, %state : f32, f32
  }
  return
}

// -----

// Two cells with a product between them: the last columns of the weight.
// CHECK-LABEL: @second(
// CHECK: cpu.scan
// CHECK: } second {
// CHECK-NEXT: ^bb0(%{{.*}}: f32, %{{.*}}: f32, %{{.*}}: f32, %{{.*}}: f32):
func.func @second(%p: memref<?x5x8xf32>, %w: memref<8x16xf32>, %s: memref<?x5x8xf32>) {
  cpu.scan sequences(%p) vectors() weight(%w) initials() outs(%s) {carried = 1 : i64, width = 8 : i64} :
      (memref<?x5x8xf32>, memref<8x16xf32>, memref<?x5x8xf32>) -> () {
  ^bb0(%x: f32, %a: f32, %state: f32):
    cpu.next %a : f32
  } second {
  ^bb0(%product: f32, %held: f32, %x: f32, %state: f32):
    cpu.next %product, %product : f32, f32
  }
  return
}

// -----

func.func @holds_nothing(%p: memref<?x5x8xf32>, %w: memref<8x16xf32>, %s: memref<?x5x8xf32>) { // scan_c2
  // expected-error @+1 {{'cpu.scan' op expected a first cell that yields the number which is multiplied behind it}}
  cpu.scan sequences(%p) vectors() weight(%w) initials() outs(%s) {carried = 1 : i64, width = 8 : i64} :
      (memref<?x5x8xf32>, memref<8x16xf32>, memref<?x5x8xf32>) -> () {
  ^bb0(%x: f32, %a: f32, %state: f32):
    cpu.next
  } second {
  ^bb0(%product: f32, %x: f32, %state: f32):
    cpu.next %product, %product : f32, f32
  }
  return
}

// -----

func.func @second_arguments(%p: memref<?x5x8xf32>, %w: memref<8x16xf32>, %s: memref<?x5x8xf32>) { // scan_c1
  // expected-error @+1 {{'cpu.scan' op expected a cell with 4 arguments of type 'f32', found 3}}
  cpu.scan sequences(%p) vectors() weight(%w) initials() outs(%s) {carried = 1 : i64, width = 8 : i64} :
      (memref<?x5x8xf32>, memref<8x16xf32>, memref<?x5x8xf32>) -> () {
  ^bb0(%x: f32, %a: f32, %state: f32):
    cpu.next %a : f32
  } second {
  ^bb0(%product: f32, %held: f32, %x: f32):
    cpu.next %product, %product : f32, f32
  }
  return
}

// RUN: aec-opt %s --split-input-file --verify-diagnostics --aec-outline-device-kernels

// All that has no kernel is named at once.
func.func @unknown(%x: memref<?x4xf32>, %y: memref<?x4xf32>) {
  // expected-error @below {{'memref.alloc' op has no CUDA lowering: no kernel is generated for this operation}}
  %a = memref.alloc() : memref<4xf32>
  // expected-error @below {{'func.call' op has no CUDA lowering: no kernel is generated for this operation}}
  func.call @library(%x) : (memref<?x4xf32>) -> ()
  return
}
func.func private @library(memref<?x4xf32>)

// -----

// Only a guard is one, whatever else a step has.
func.func @other(%w: memref<4xf32> {ae.state = "w"}, %losses: memref<2xf32> {ae.losses}, %condition: i1)
    attributes {ae.step_of = "o"} {
  %zero = arith.constant 0.0 : f32
  // expected-error @below {{'scf.if' op has no CUDA lowering: the device does not branch but for the guard of a step's updates}}
  scf.if %condition {
    linalg.fill ins(%zero : f32) outs(%w : memref<4xf32>)
  }
  return
}

// -----

// The host cannot read what the device has.
func.func @branch(%x: memref<1xi1> {ae.state = "x"}, %y: memref<4xf32>) {
  %c0 = arith.constant 0 : index
  %zero = arith.constant 0.0 : f32
  %condition = memref.load %x[%c0] : memref<1xi1>
  // expected-error @below {{'scf.if' op has no CUDA lowering: the device does not branch but for the guard of a step's updates}}
  scf.if %condition {
    linalg.fill ins(%zero : f32) outs(%y : memref<4xf32>)
  }
  return
}

// -----

func.func @late(%x: memref<4xf32> {ae.state = "x"}, %y: memref<4xf32>) {
  %c0 = arith.constant 0 : index
  %number = memref.load %x[%c0] : memref<4xf32>
  // expected-error @below {{has no CUDA lowering: it reads the result of 'memref.load', which only the device knows}}
  linalg.fill ins(%number : f32) outs(%y : memref<4xf32>)
  return
}

// -----

func.func @carried(%x: memref<4xf32>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0.0 : f32
  // expected-error @below {{'scf.for' op has no CUDA lowering: the loop hands values from step to step}}
  %sum = scf.for %i = %c0 to %n step %c1 iter_args(%s = %zero) -> (f32) {
    %e = memref.load %x[%i] : memref<4xf32>
    %t = arith.addf %s, %e : f32
    scf.yield %t : f32
  }
  // expected-error @below {{has no CUDA lowering: it reads the result of 'scf.for', which only the device knows}}
  memref.store %sum, %x[%c0] : memref<4xf32>
  return
}

// -----

// A library does not look at the status before it writes.
func.func @product(%x: memref<4x4xf32>, %w: memref<4x4xf32> {ae.state = "w"}, %losses: memref<2xf32> {ae.losses},
                   %arena: memref<?xi8> {ae.arena}) attributes {ae.step_of = "o"} {
  %c0 = arith.constant 0 : index
  %t = memref.view %arena[%c0][] : memref<?xi8> to memref<4x4xf32>
  %loss = memref.load %losses[%c0] : memref<2xf32>
  %infinity = arith.constant 0x7F800000 : f32
  %ok = arith.cmpf olt, %loss, %infinity : f32
  scf.if %ok {
    blas.matmul ins(%x, %w : memref<4x4xf32>, memref<4x4xf32>) outs(%t : memref<4x4xf32>)
    // expected-error @below {{'blas.matmul' op has no CUDA lowering: a library would change a state that is guarded}}
    blas.matmul ins(%x, %t : memref<4x4xf32>, memref<4x4xf32>) outs(%w : memref<4x4xf32>)
  } {ae.guard}
  return
}

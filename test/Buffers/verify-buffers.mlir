// RUN: aec-opt %s --aec-verify-buffers --split-input-file --verify-diagnostics

func.func @good(%x: memref<2xf32>) attributes {ae.arena_fixed = array<i64>, ae.arena_per_sample = array<i64>} {
  return
}

// -----

func.func @buffers_b1(%x: memref<2xf32>) attributes {ae.arena_fixed = array<i64>, ae.arena_per_sample = array<i64>} {
  // expected-error @+1 {{makes a tensor ('tensor<2xf32>'), expected memrefs alone}}
  %t = bufferization.to_tensor %x : memref<2xf32> to tensor<2xf32>
  return
}

// -----

func.func @buffers_b2() attributes {ae.arena_fixed = array<i64>, ae.arena_per_sample = array<i64>} {
  // expected-error @+1 {{manages memory, expected every buffer in the planned arena}}
  %a = memref.alloc() : memref<2xf32>
  return
}

// -----

func.func @buffers_b3(%w: memref<2xf32> {ae.state = "w"}, %x: memref<2xf32>)
    attributes {ae.arena_fixed = array<i64>, ae.arena_per_sample = array<i64>} {
  // expected-error @+1 {{copies state 'w', expected its update in place}}
  memref.copy %x, %w : memref<2xf32> to memref<2xf32>
  return
}

// -----

func.func @announced(%w: memref<2xf32> {ae.state = "w"}, %x: memref<2xf32>)
    attributes {ae.arena_fixed = array<i64>, ae.arena_per_sample = array<i64>, ae.state_copies = ["w"]} {
  memref.copy %x, %w : memref<2xf32> to memref<2xf32>
  return
}

// -----

// expected-error @+1 {{returns 1 values, expected none: results are arguments}}
func.func @buffers_b4(%x: f32) -> f32 {
  return %x : f32
}

// -----

// expected-error @+1 {{does not say how large its arena is, expected 'ae.arena_fixed' and 'ae.arena_per_sample'}}
func.func @buffers_b4(%x: memref<2xf32>) {
  return
}

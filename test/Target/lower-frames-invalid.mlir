// RUN: aec-opt %s --aec-lower-frames --split-input-file --verify-diagnostics

// expected-error @+1 {{returns 1 values, expected none: results are arguments}}
func.func @results(%x: f32) -> f32 {
  return %x : f32
}

// -----

// expected-error @+1 {{argument #0 has type 'f32', expected an identity memref, or a scalar with a place in a frame}}
func.func @scalar(%x: f32) {
  return
}

// -----

// A rate that is no f64 has no place either.
// expected-error @+1 {{argument #0 has type 'f32', expected an identity memref, or a scalar with a place in a frame}}
func.func @rate(%x: f32 {ae.learning_rate}) {
  return
}

// -----

// expected-error @+1 {{argument #0 has type 'memref<2xf32, strided<[3]>>', expected an identity memref, or a scalar with a place in a frame}}
func.func @strided(%x: memref<2xf32, strided<[3]>>) {
  return
}

// -----

// expected-error @+1 {{argument #0 has type 'memref<2x?xf32>', expected no dynamic dimension but the leading one (the batch)}}
func.func @dynamic(%x: memref<2x?xf32>) {
  return
}

// -----

// expected-error @+1 {{uses state 'w', expected an ae.state that declares it}}
func.func @state(%w: memref<2xf32> {ae.state = "w"}) {
  return
}

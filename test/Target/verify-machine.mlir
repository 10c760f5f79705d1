// RUN: aec-opt %s --aec-verify-machine --split-input-file --verify-diagnostics

// Declarations of the model stay: the descriptor is made of them.
ae.state @w : tensor<2xf32> parameter init constant(0.0, 0.0)
llvm.func @fine(%x: f32) -> f32 {
  llvm.return %x : f32
}

// -----

// machine_m1
llvm.func @machine_m1(%x: f32) -> f32 {
  // expected-error @+1 {{is left behind the machine phase, expected the LLVM dialect alone}}
  %0 = arith.addf %x, %x : f32
  llvm.return %0 : f32
}

// -----

// machine_m1: all of them are named, the function too.
// expected-error @+1 {{'func.func' op is left behind the machine phase, expected the LLVM dialect alone}}
func.func @function() {
  // expected-error @+1 {{'func.return' op is left behind the machine phase, expected the LLVM dialect alone}}
  return
}

// RUN: aec-opt %s --split-input-file --verify-diagnostics --pass-pipeline="builtin.module(gpu.module(aec-verify-device-code))"

gpu.module @dialects { // device_d1
  llvm.func @kernel(%x: f32) {
    // expected-error @below {{'math.exp' op is left in the device's code, expected the LLVM and NVVM dialects alone}}
    %0 = math.exp %x : f32
    llvm.return
  }
}

// -----

gpu.module @outside { // device_d2
  llvm.func @__nv_expf(f32) -> f32
  llvm.func @kernel(%x: f32) {
    // expected-error @below {{'llvm.call' op calls a function that is not in the device's code}}
    %0 = llvm.call @__nv_expf(%x) : (f32) -> f32
    llvm.return
  }
}

// -----

gpu.module @wide { // device_d3
  llvm.func @kernel(%x: f64) {
    // expected-error @below {{'llvm.intr.exp' op has no instruction on a GPU and no polynomial for its type}}
    %0 = llvm.intr.exp(%x) : (f64) -> f64
    llvm.return
  }
}

// RUN: aec-opt %s --aec-generate-cpu-kernels -split-input-file -verify-diagnostics

func.func @tensors(%a: tensor<8xf32>, %b: tensor<8xf32>) -> tensor<8xf32> {
  // expected-error @+1 {{'cpu.kernel' op expected memrefs; bufferization comes before loops are generated}}
  %r = cpu.kernel ins(%x = %a : tensor<8xf32>) outs(%y = %b : tensor<8xf32>) {
    cpu.yield %x : tensor<8xf32>
  }
  return %r : tensor<8xf32>
}

// -----

func.func @empty(%a: memref<8xf32>, %b: memref<8xf32>) {
  // expected-error @+1 {{'cpu.kernel' op no loops can be generated: it has no loop}}
  cpu.kernel ins(%x = %a : memref<8xf32>) outs(%y = %b : memref<8xf32>) {
    cpu.yield %x : tensor<8xf32>
  }
  return
}

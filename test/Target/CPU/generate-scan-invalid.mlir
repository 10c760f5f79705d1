// RUN: aec-opt %s -aec-generate-cpu-kernels -verify-diagnostics

func.func @tensors(%p: tensor<?x5x8xf32>, %w: tensor<8x8xf32>, %s: tensor<?x5x8xf32>) {
  // expected-error @+1 {{'cpu.scan' op expected memrefs; bufferization comes before loops are generated}}
  %r = cpu.scan sequences(%p) vectors() weight(%w) initials() outs(%s) {carried = 1 : i64, width = 8 : i64} :
      (tensor<?x5x8xf32>, tensor<8x8xf32>, tensor<?x5x8xf32>) -> (tensor<?x5x8xf32>) {
  ^bb0(%x: f32, %product: f32, %state: f32):
    cpu.next %x, %product : f32, f32
  }
  return
}

// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @convolution(
// CHECK: cpu.convolution forward %{{.*}}, %{{.*}} strides [1, 1] padding [1, 1, 1, 1] dilation [1, 1] groups 1 : tensor<?x8x8x16xf32>, tensor<3x3x16x32xf32> -> tensor<?x8x8x32xf32>
func.func @convolution(%a: memref<?x8x8x16xf32>, %b: memref<3x3x16x32xf32>, %c: memref<?x8x8x32xf32>) {
  cpu.kernel ins(%x = %a : memref<?x8x8x16xf32>, %w = %b : memref<3x3x16x32xf32>) outs(%o = %c : memref<?x8x8x32xf32>) {
    %y = cpu.convolution forward %x, %w strides [1, 1] padding [1, 1, 1, 1] dilation [1, 1] groups 1
        : tensor<?x8x8x16xf32>, tensor<3x3x16x32xf32> -> tensor<?x8x8x32xf32>
    cpu.yield %y : tensor<?x8x8x32xf32>
  }
  return
}

// CHECK-LABEL: @pool(
// CHECK: cpu.pool max_gradient %{{.*}}, %{{.*}} kernel [2, 2] strides [2, 2] padding [0, 0, 0, 0] : (tensor<?x8x8x16xf32>, tensor<?x4x4x16xf32>) -> tensor<?x8x8x16xf32>
func.func @pool(%a: memref<?x8x8x16xf32>, %b: memref<?x4x4x16xf32>, %c: memref<?x8x8x16xf32>) {
  cpu.kernel ins(%x = %a : memref<?x8x8x16xf32>, %g = %b : memref<?x4x4x16xf32>) outs(%o = %c : memref<?x8x8x16xf32>) {
    %y = cpu.pool max_gradient %x, %g kernel [2, 2] strides [2, 2] padding [0, 0, 0, 0]
        : (tensor<?x8x8x16xf32>, tensor<?x4x4x16xf32>) -> tensor<?x8x8x16xf32>
    cpu.yield %y : tensor<?x8x8x16xf32>
  }
  return
}

// -----

func.func @convolution_outside(%x: tensor<?x8x8x16xf32>, %w: tensor<3x3x16x32xf32>) -> tensor<?x6x6x32xf32> {
  // expected-error @+1 {{'cpu.convolution' op expects parent op 'cpu.kernel'}}
  %y = cpu.convolution forward %x, %w strides [1, 1] padding [0, 0, 0, 0] dilation [1, 1] groups 1
      : tensor<?x8x8x16xf32>, tensor<3x3x16x32xf32> -> tensor<?x6x6x32xf32>
  return %y : tensor<?x6x6x32xf32>
}

// -----

func.func @pool_outside(%x: tensor<?x8x8x16xf32>) -> tensor<?x4x4x16xf32> {
  // expected-error @+1 {{'cpu.pool' op expects parent op 'cpu.kernel'}}
  %y = cpu.pool max %x kernel [2, 2] strides [2, 2] padding [0, 0, 0, 0] : (tensor<?x8x8x16xf32>) -> tensor<?x4x4x16xf32>
  return %y : tensor<?x4x4x16xf32>
}

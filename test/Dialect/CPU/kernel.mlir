// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

#id = affine_map<(d0) -> (d0)>
// CHECK-LABEL: @on_memory(
// CHECK: cpu.kernel ins(%[[X:.*]] = %{{.*}} : memref<8xf32>, %{{.*}} = %{{.*}} : f64) outs(%{{.*}} = %{{.*}} : memref<8xf32>) {
// CHECK: cpu.yield %[[X]] : tensor<8xf32>
func.func @on_memory(%a: memref<8xf32>, %rate: f64, %b: memref<8xf32>) {
  cpu.kernel ins(%x = %a : memref<8xf32>, %r = %rate : f64) outs(%y = %b : memref<8xf32>) {
    cpu.yield %x : tensor<8xf32>
  }
  return
}

// CHECK-LABEL: @with_scratch(
// CHECK: cpu.kernel outs(%{{.*}} = %{{.*}} : memref<8xf32>) scratch(%{{.*}} : memref<32xf32>) {
func.func @with_scratch(%b: memref<8xf32>, %s: memref<32xf32>) {
  cpu.kernel outs(%y = %b : memref<8xf32>) scratch(%s : memref<32xf32>) {
    cpu.yield %y : tensor<8xf32>
  }
  return
}

// CHECK-LABEL: @on_tensors(
// CHECK: %[[R:.*]] = cpu.kernel
// CHECK: return %[[R]]
func.func @on_tensors(%a: tensor<8xf32>, %b: tensor<8xf32>) -> tensor<8xf32> {
  %r = cpu.kernel ins(%x = %a : tensor<8xf32>) outs(%y = %b : tensor<8xf32>) {
    cpu.yield %x : tensor<8xf32>
  }
  return %r : tensor<8xf32>
}

// -----

func.func @arguments(%a: memref<8xf32>) { // kernel_c1
  // expected-error @+1 {{'cpu.kernel' op expected 1 payload arguments, found 0}}
  "cpu.kernel"(%a) <{operandSegmentSizes = array<i32: 0, 1, 0>}> ({
    %e = tensor.empty() : tensor<8xf32>
    cpu.yield %e : tensor<8xf32>
  }) : (memref<8xf32>) -> ()
  return
}

// -----

func.func @shape(%a: memref<8xf32>) { // kernel_c1
  // expected-error @+1 {{'cpu.kernel' op expected payload argument 0 to be 'tensor<8xf32>', found 'tensor<4xf32>'}}
  "cpu.kernel"(%a) <{operandSegmentSizes = array<i32: 0, 1, 0>}> ({
  ^bb0(%x: tensor<4xf32>):
    %e = tensor.empty() : tensor<8xf32>
    cpu.yield %e : tensor<8xf32>
  }) : (memref<8xf32>) -> ()
  return
}

// -----

func.func @yields(%a: memref<8xf32>) { // kernel_c2
  // expected-error @+1 {{'cpu.kernel' op expected the payload to yield the outputs' types}}
  cpu.kernel outs(%x = %a : memref<8xf32>) {
    cpu.yield
  }
  return
}

// -----

func.func @results(%a: tensor<8xf32>) { // kernel_c3
  // expected-error @+1 {{'cpu.kernel' op expected one result for each tensor output}}
  "cpu.kernel"(%a) <{operandSegmentSizes = array<i32: 0, 1, 0>}> ({
  ^bb0(%x: tensor<8xf32>):
    cpu.yield %x : tensor<8xf32>
  }) : (tensor<8xf32>) -> ()
  return
}

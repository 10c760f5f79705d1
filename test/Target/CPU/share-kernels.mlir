// RUN: aec-opt %s --aec-share-kernels | FileCheck %s

#map = affine_map<(d0) -> (d0)>

// What both functions have is called, with the runtime's pointer.
// CHECK-LABEL: func.func @step(
// CHECK-SAME: %[[X:[a-z0-9]+]]: memref<?xf32>, %[[Y:[a-z0-9]+]]: memref<?xf32>, %[[R:[a-z0-9]+]]: !llvm.ptr {ae.runtime})
// CHECK-NEXT: call @kernel.0(%[[R]], %[[X]], %[[Y]])
func.func @step(%x: memref<?xf32>, %y: memref<?xf32>) {
  cpu.kernel ins(%a = %x : memref<?xf32>) outs(%b = %y : memref<?xf32>) {
    %r = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%a : tensor<?xf32>) outs(%b : tensor<?xf32>) {
    ^bb0(%in: f32, %out: f32):
      %s = arith.addf %in, %in : f32
      linalg.yield %s : f32
    } -> tensor<?xf32>
    cpu.yield %r : tensor<?xf32>
  }
  // In place is another kernel, which is there once and stays.
  // CHECK-NEXT: cpu.kernel
  cpu.kernel ins(%a = %y : memref<?xf32>) outs(%b = %y : memref<?xf32>) {
    %r = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%a : tensor<?xf32>) outs(%b : tensor<?xf32>) {
    ^bb0(%in: f32, %out: f32):
      %s = arith.addf %in, %in : f32
      linalg.yield %s : f32
    } -> tensor<?xf32>
    cpu.yield %r : tensor<?xf32>
  }
  return
}

// CHECK-LABEL: func.func @encode(
// CHECK-SAME: %[[Z:[a-z0-9]+]]: memref<?xf32>, %[[X:[a-z0-9]+]]: memref<?xf32>, %[[R:[a-z0-9]+]]: !llvm.ptr {ae.runtime})
// CHECK-NEXT: call @kernel.0(%[[R]], %[[X]], %[[Z]])
// Another payload.
// CHECK-NEXT: cpu.kernel
// CHECK: arith.mulf
func.func @encode(%z: memref<?xf32>, %x: memref<?xf32>) {
  cpu.kernel ins(%c = %x : memref<?xf32>) outs(%d = %z : memref<?xf32>) {
    %r = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%c : tensor<?xf32>) outs(%d : tensor<?xf32>) {
    ^bb0(%in: f32, %out: f32):
      %s = arith.addf %in, %in : f32
      linalg.yield %s : f32
    } -> tensor<?xf32>
    cpu.yield %r : tensor<?xf32>
  }
  cpu.kernel ins(%c = %x : memref<?xf32>) outs(%d = %z : memref<?xf32>) {
    %r = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%c : tensor<?xf32>) outs(%d : tensor<?xf32>) {
    ^bb0(%in: f32, %out: f32):
      %s = arith.mulf %in, %in : f32
      linalg.yield %s : f32
    } -> tensor<?xf32>
    cpu.yield %r : tensor<?xf32>
  }
  return
}

// CHECK: func.func private @kernel.0(%{{.*}}: !llvm.ptr {ae.runtime}, %[[A:.*]]: memref<?xf32>, %[[B:.*]]: memref<?xf32>)
// CHECK-SAME: llvm.linkage = #llvm.linkage<internal>
// CHECK-NEXT: cpu.kernel ins(%{{.*}} = %[[A]] : memref<?xf32>) outs(%{{.*}} = %[[B]] : memref<?xf32>)
// CHECK: arith.addf
// CHECK: return
// CHECK-NOT: @kernel.1

// RUN: aec-opt %s --split-input-file --aec-outline-device-kernels --canonicalize --cse | FileCheck %s

// A map: a thread a point, both dimensions walked as one. The host counts blocks and passes addresses and the batch.
// CHECK-LABEL: func.func @map
// CHECK-NOT: cpu.kernel
// CHECK: %[[COUNT:.*]] = arith.muli %{{.*}}, %c24
// CHECK: %[[BLOCKS:.*]] = arith.ceildivui %[[COUNT]], %c256
// CHECK: gpu.launch_func @device::@map blocks in (%[[BLOCKS]], %c1, %c1) threads in (%c256, %c1, %c1)
// CHECK-SAME: args(%{{.*}} : !llvm.ptr, %{{.*}} : i64, %{{.*}} : !llvm.ptr)
// CHECK: gpu.module @device
// CHECK: gpu.func @map(%{{.*}}: !llvm.ptr, %{{.*}}: i64, %{{.*}}: !llvm.ptr) kernel
// CHECK-SAME: known_block_size = array<i32: 256, 1, 1>
// CHECK: memref.reinterpret_cast
// CHECK: scf.for %[[I:.*]] =
// CHECK-NEXT: memref.load %{{.*}}[%c0, %[[I]]]
// CHECK-NEXT: arith.negf
// CHECK-NEXT: memref.store %{{.*}}[%c0, %[[I]]]
#id = affine_map<(d0, d1) -> (d0, d1)>
func.func @map(%x: memref<?x24xf32>, %y: memref<?x24xf32> {ae.output = 0 : i64}) {
  cpu.kernel ins(%a = %x : memref<?x24xf32>) outs(%b = %y : memref<?x24xf32>) {
    %r = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
        ins(%a : tensor<?x24xf32>) outs(%b : tensor<?x24xf32>) {
    ^bb0(%e: f32, %o: f32):
      %n = arith.negf %e : f32
      linalg.yield %n : f32
    } -> tensor<?x24xf32>
    cpu.yield %r : tensor<?x24xf32>
  }
  return
}

// -----

// A reduction of rows: a block a row, a tree of halves in shared memory.
// CHECK-LABEL: func.func @rows
// CHECK: gpu.launch_func @device::@rows blocks in (%[[ROWS:.*]], %c1, %c1) threads in (%c64,
// CHECK: memref.global "private" @shared : memref<64x1xf32, #gpu.address_space<workgroup>>
// CHECK: gpu.func @rows
// CHECK: %[[SUM:.*]] = scf.for {{.*}} iter_args
// CHECK: memref.store %[[SUM]]
// CHECK-NEXT: gpu.barrier
// CHECK: arith.cmpi slt, %{{.*}}, %c32
// CHECK: gpu.barrier
// CHECK: arith.cmpi slt, %{{.*}}, %c1
// CHECK: gpu.barrier
#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
func.func @rows(%x: memref<?x40xf32>, %y: memref<?xf32> {ae.output = 0 : i64}) {
  cpu.kernel ins(%a = %x : memref<?x40xf32>) outs(%b = %y : memref<?xf32>) {
    %c0 = arith.constant 0 : index
    %zero = arith.constant 0.0 : f32
    %batch = tensor.dim %a, %c0 : tensor<?x40xf32>
    %empty = tensor.empty(%batch) : tensor<?xf32>
    %filled = linalg.generic {indexing_maps = [affine_map<(d0) -> ()>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
        ins(%zero : f32) outs(%empty : tensor<?xf32>) {
    ^bb0(%e: f32, %o: f32):
      linalg.yield %e : f32
    } -> tensor<?xf32>
    %r = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]}
        ins(%a : tensor<?x40xf32>) outs(%filled : tensor<?xf32>) {
    ^bb0(%e: f32, %o: f32):
      %n = arith.addf %o, %e : f32
      linalg.yield %n : f32
    } -> tensor<?xf32>
    cpu.yield %r : tensor<?xf32>
  }
  return
}

// -----

// A product: 32 x 32 of it a block, 4 x 2 sums a thread, contracted; two buffers of 16 terms of both operands in shared memory.
// While a step is multiplied the next one is loaded, four numbers at a time; a barrier a step.
// CHECK-LABEL: func.func @product
// CHECK: gpu.launch_func @device::@product blocks in (%{{.*}}, %c1, %c1) threads in (%c128,
// CHECK: memref.global "private" @shared : memref<2304xf32, #gpu.address_space<workgroup>>
// CHECK: gpu.func @product
// CHECK: gpu.barrier
// CHECK: scf.for {{.*}} step %c16 iter_args
// CHECK: vector.load %{{.*}} {alignment = 16 : i64} : memref<?x20xf32>, vector<4xf32>
// CHECK: vector.load %{{.*}} {alignment = 16 : i64} : memref<20x48xf32>, vector<4xf32>
// CHECK: scf.for %{{.*}} = %c0 to %c16 step %c1 iter_args
// CHECK-COUNT-8: math.fma
// CHECK: vector.store
// CHECK: gpu.barrier
// CHECK: scf.yield
// Sums leave through shared memory; the last tile of rows and columns is a part of one.
// CHECK: vector.store
// CHECK: gpu.barrier
// CHECK: scf.for
// CHECK: scf.if
// CHECK: memref.store %{{.*}} : memref<?x48xf32>
func.func @product(%x: memref<?x20xf32>, %w: memref<20x48xf32> {ae.state = "w"}, %y: memref<?x48xf32> {ae.output = 0 : i64}) {
  cpu.kernel ins(%a = %x : memref<?x20xf32>, %v = %w : memref<20x48xf32>) outs(%b = %y : memref<?x48xf32>) {
    %c0 = arith.constant 0 : index
    %zero = arith.constant 0.0 : f32
    %batch = tensor.dim %a, %c0 : tensor<?x20xf32>
    %empty = tensor.empty(%batch) : tensor<?x48xf32>
    %filled = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> ()>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]}
        ins(%zero : f32) outs(%empty : tensor<?x48xf32>) {
    ^bb0(%e: f32, %o: f32):
      linalg.yield %e : f32
    } -> tensor<?x48xf32>
    %r = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1)>, affine_map<(d0, d1, d2) -> (d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d2)>],
                         iterator_types = ["parallel", "reduction", "parallel"]}
        ins(%a, %v : tensor<?x20xf32>, tensor<20x48xf32>) outs(%filled : tensor<?x48xf32>) {
    ^bb0(%l: f32, %k: f32, %o: f32):
      %m = arith.mulf %l, %k : f32
      %n = arith.addf %o, %m : f32
      linalg.yield %n : f32
    } -> tensor<?x48xf32>
    cpu.yield %r : tensor<?x48xf32>
  }
  return
}

// -----

// A sum of columns: 32 neighbours a block, eight threads each.
// CHECK-LABEL: func.func @columns
// CHECK: gpu.launch_func @device::@columns blocks in (%c2, %c1, %c1) threads in (%c32, %c8, %c1)
// CHECK: memref<8x32xf32, #gpu.address_space<workgroup>>
// CHECK: gpu.thread_id x
// CHECK: gpu.thread_id y
// CHECK: scf.for {{.*}} step %c8
func.func @columns(%x: memref<?x40xf32>, %y: memref<40xf32> {ae.output = 0 : i64}) {
  cpu.kernel ins(%a = %x : memref<?x40xf32>) outs(%b = %y : memref<40xf32>) {
    %zeros = arith.constant dense<0.0> : tensor<40xf32>
    %r = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d1)>], iterator_types = ["reduction", "parallel"]}
        ins(%a : tensor<?x40xf32>) outs(%zeros : tensor<40xf32>) {
    ^bb0(%e: f32, %o: f32):
      %n = arith.addf %o, %e : f32
      linalg.yield %n : f32
    } -> tensor<40xf32>
    cpu.yield %r : tensor<40xf32>
  }
  return
}

// -----

// Other linalg ops: a thread a point, sums in order. A loop of known length stays with the host, which passes its index.
// CHECK-LABEL: func.func @loops
// CHECK: scf.for %[[I:.*]] = %c0 to %c3
// CHECK: %[[NUMBER:.*]] = arith.index_cast %[[I]] : index to i64
// CHECK: gpu.launch_func {{.*}} args({{.*}}%[[NUMBER]] : i64
// CHECK: gpu.func @loops
// CHECK: memref.subview
// CHECK: scf.for
// CHECK: %[[SUM:.*]] = scf.for {{.*}} iter_args
// CHECK: memref.store %[[SUM]]
func.func @loops(%x: memref<3x5x7xf32>, %y: memref<3x5xf32> {ae.output = 0 : i64}) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  scf.for %i = %c0 to %c3 step %c1 {
    %from = memref.subview %x[%i, 0, 0] [1, 5, 7] [1, 1, 1] : memref<3x5x7xf32> to memref<5x7xf32, strided<[7, 1], offset: ?>>
    %to = memref.subview %y[%i, 0] [1, 5] [1, 1] : memref<3x5xf32> to memref<5xf32, strided<[1], offset: ?>>
    linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]}
        ins(%from : memref<5x7xf32, strided<[7, 1], offset: ?>>) outs(%to : memref<5xf32, strided<[1], offset: ?>>) {
    ^bb0(%e: f32, %o: f32):
      %n = arith.maximumf %o, %e : f32
      linalg.yield %n : f32
    }
  }
  return
}

// -----

// A step: one thread for the numbers in front of the guard, one that keeps the status, and updates that ask for it.
// aec_device_scalars: learning rate 16, status 48.
// CHECK-LABEL: func.func @step(
// CHECK-SAME: %{{[a-z0-9]+}}: !llvm.ptr {ae.scalars}
// CHECK-COUNT-3: gpu.launch_func
// CHECK-NOT: gpu.launch_func
// CHECK-NOT: scf.if
// CHECK: return
// CHECK: gpu.func @step(
// CHECK: llvm.getelementptr %{{.*}}[16]
// CHECK: memref.store
// CHECK: memref.store
// CHECK: gpu.func @step_0(
// CHECK: arith.cmpf uge
// CHECK: llvm.getelementptr %{{.*}}[48]
// CHECK: scf.if
// CHECK: llvm.store
// CHECK: gpu.func @step_1(
// CHECK: %[[AT:.*]] = llvm.getelementptr %{{.*}}[48]
// CHECK-NEXT: %[[STATUS:.*]] = llvm.load %[[AT]]
// CHECK-NEXT: %[[OK:.*]] = arith.cmpi eq, %[[STATUS]], %c0_i64
// CHECK-NEXT: scf.if %[[OK]]
// CHECK: scf.for
func.func @step(%w: memref<300xf32> {ae.state = "w"}, %losses: memref<2xf32> {ae.losses}, %rate: f64 {ae.learning_rate},
                %arena: memref<?xi8> {ae.arena}) attributes {ae.step_of = "o"} {
  %c0 = arith.constant 0 : index
  %inf = arith.constant 0x7F800000 : f32
  %one = arith.constant 1.0 : f32
  %place = memref.view %arena[%c0][] {ae.staged} : memref<?xi8> to memref<f32>
  %narrow = arith.truncf %rate : f64 to f32
  memref.store %narrow, %place[] : memref<f32>
  memref.store %one, %losses[%c0] : memref<2xf32>
  %total = memref.load %losses[%c0] : memref<2xf32>
  %size = math.absf %total : f32
  %finite = arith.cmpf olt, %size, %inf : f32
  scf.if %finite {
    %step = memref.load %place[] : memref<f32>
    linalg.generic {indexing_maps = [affine_map<(d0) -> ()>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
        ins(%step : f32) outs(%w : memref<300xf32>) {
    ^bb0(%e: f32, %o: f32):
      %n = arith.subf %o, %e : f32
      linalg.yield %n : f32
    }
  } {ae.guard}
  return
}

// -----

// A library's product is left to the host, between the launches in front of it and behind it.
// CHECK-LABEL: func.func @product(
// CHECK: gpu.launch_func
// CHECK: blas.matmul
// CHECK: gpu.launch_func
func.func @product(%x: memref<?x4xf32>, %w: memref<4x4xf32>, %y: memref<?x4xf32>) {
  %zero = arith.constant 0.0 : f32
  linalg.fill ins(%zero : f32) outs(%x : memref<?x4xf32>)
  blas.matmul ins(%x, %w : memref<?x4xf32>, memref<4x4xf32>) outs(%y : memref<?x4xf32>)
  linalg.fill ins(%zero : f32) outs(%x : memref<?x4xf32>)
  return
}

// RUN: aec-opt %s --split-input-file --aec-schedule-launches | FileCheck %s --check-prefix=SCHEDULE
// RUN: aec-opt %s --split-input-file --aec-schedule-launches --aec-plan-memory --aec-outline-device-kernels --canonicalize --cse \
// RUN:   --aec-merge-launches --canonicalize | FileCheck %s

// Two dense layers, a sum of each row and a product with the matrix transposed: each reads of the others only rows that its own
// block wrote. They are one strand and one launch of 8 rows a block; phases are behind barriers, in one piece of shared memory.
// SCHEDULE-LABEL: func.func @chain
// SCHEDULE-COUNT-3: ae.launch = array<i64: 0, 0>, ae.row_tiles
// CHECK-LABEL: func.func @chain
// CHECK: %[[BLOCKS:.*]] = arith.divui %{{.*}}, %c8
// CHECK: gpu.launch_func @device::@{{.*}} blocks in (%[[BLOCKS]], %c1, %c1) threads in (%c256, %c1, %c1)
// CHECK-NOT: gpu.launch_func
// CHECK: memref.global "private" @{{.*}} : memref<{{[0-9]+}}xi8, #gpu.address_space<workgroup>>
// CHECK: gpu.func
// Columns are neighbours in the matrix: a thread has a column and a quarter of the terms.
// CHECK: gpu.barrier
// CHECK-COUNT-8: math.fma
// CHECK: gpu.barrier
// A warp a row.
// CHECK: arith.divui %{{.*}}, %c32
// CHECK: gpu.barrier
// Terms are neighbours: a thread every 32nd term of four columns, 31 exchanges.
// CHECK: gpu.barrier
// CHECK: scf.for {{.*}} step %c32 iter_args
// CHECK-COUNT-32: math.fma
// CHECK-COUNT-31: gpu.shuffle xor
#lhs = affine_map<(d0, d1, d2) -> (d0, d1)>
#rhs = affine_map<(d0, d1, d2) -> (d1, d2)>
#rhs_transposed = affine_map<(d0, d1, d2) -> (d2, d1)>
#out = affine_map<(d0, d1, d2) -> (d0, d2)>
#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#none = affine_map<(d0, d1) -> ()>
func.func @chain(%x: memref<?x40xf32> {ae.input = "x"}, %w: memref<40x64xf32> {ae.state = "w"}, %v: memref<48x64xf32> {ae.state = "v"},
    %s: memref<?xf32> {ae.output = 0 : i64}, %o: memref<?x48xf32> {ae.output = 1 : i64}) {
  %c0 = arith.constant 0 : index
  %b = memref.dim %x, %c0 : memref<?x40xf32>
  %h = memref.alloc(%b) : memref<?x64xf32>
  cpu.kernel ins(%a0 = %x : memref<?x40xf32>, %a1 = %w : memref<40x64xf32>) outs(%a2 = %h : memref<?x64xf32>) {
    %zero = arith.constant 0.0 : f32
    %f = linalg.generic {indexing_maps = [#none, #id], iterator_types = ["parallel", "parallel"]} ins(%zero : f32) outs(%a2 : tensor<?x64xf32>) {
    ^bb0(%e: f32, %i: f32):
      linalg.yield %e : f32
    } -> tensor<?x64xf32>
    %r = linalg.generic {indexing_maps = [#lhs, #rhs, #out], iterator_types = ["parallel", "reduction", "parallel"]}
        ins(%a0, %a1 : tensor<?x40xf32>, tensor<40x64xf32>) outs(%f : tensor<?x64xf32>) {
    ^bb0(%e: f32, %g: f32, %i: f32):
      %m = arith.mulf %e, %g : f32
      %n = arith.addf %i, %m : f32
      linalg.yield %n : f32
    } -> tensor<?x64xf32>
    cpu.yield %r : tensor<?x64xf32>
  }
  cpu.kernel ins(%a0 = %h : memref<?x64xf32>) outs(%a1 = %s : memref<?xf32>) {
    %zero = arith.constant 0.0 : f32
    %f = linalg.generic {indexing_maps = [affine_map<(d0) -> ()>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%zero : f32) outs(%a1 : tensor<?xf32>) {
    ^bb0(%e: f32, %i: f32):
      linalg.yield %e : f32
    } -> tensor<?xf32>
    %r = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%a0 : tensor<?x64xf32>) outs(%f : tensor<?xf32>) {
    ^bb0(%e: f32, %i: f32):
      %n = arith.addf %i, %e : f32
      linalg.yield %n : f32
    } -> tensor<?xf32>
    cpu.yield %r : tensor<?xf32>
  }
  cpu.kernel ins(%a0 = %h : memref<?x64xf32>, %a1 = %v : memref<48x64xf32>) outs(%a2 = %o : memref<?x48xf32>) {
    %zero = arith.constant 0.0 : f32
    %f = linalg.generic {indexing_maps = [#none, #id], iterator_types = ["parallel", "parallel"]} ins(%zero : f32) outs(%a2 : tensor<?x48xf32>) {
    ^bb0(%e: f32, %i: f32):
      linalg.yield %e : f32
    } -> tensor<?x48xf32>
    %r = linalg.generic {indexing_maps = [#lhs, #rhs_transposed, #out], iterator_types = ["parallel", "reduction", "parallel"]}
        ins(%a0, %a1 : tensor<?x64xf32>, tensor<48x64xf32>) outs(%f : tensor<?x48xf32>) {
    ^bb0(%e: f32, %g: f32, %i: f32):
      %m = arith.mulf %e, %g : f32
      %n = arith.addf %i, %m : f32
      linalg.yield %n : f32
    } -> tensor<?x48xf32>
    cpu.yield %r : tensor<?x48xf32>
  }
  return
}

// -----

// What stays apart: a sum over the batch needs rows of all blocks.
// SCHEDULE-LABEL: func.func @over_batch
// SCHEDULE-NOT: ae.row_tiles
// CHECK-LABEL: func.func @over_batch
// CHECK-COUNT-2: gpu.launch_func
#id = affine_map<(d0, d1) -> (d0, d1)>
#column = affine_map<(d0, d1) -> (d1)>
func.func @over_batch(%x: memref<?x40xf32> {ae.input = "x"}, %s: memref<40xf32> {ae.output = 0 : i64}) {
  %c0 = arith.constant 0 : index
  %b = memref.dim %x, %c0 : memref<?x40xf32>
  %h = memref.alloc(%b) : memref<?x40xf32>
  cpu.kernel ins(%a0 = %x : memref<?x40xf32>) outs(%a1 = %h : memref<?x40xf32>) {
    %r = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%a0 : tensor<?x40xf32>) outs(%a1 : tensor<?x40xf32>) {
    ^bb0(%e: f32, %i: f32):
      %n = arith.negf %e : f32
      linalg.yield %n : f32
    } -> tensor<?x40xf32>
    cpu.yield %r : tensor<?x40xf32>
  }
  cpu.kernel ins(%a0 = %h : memref<?x40xf32>) outs(%a1 = %s : memref<40xf32>) {
    %zero = arith.constant 0.0 : f32
    %f = linalg.generic {indexing_maps = [affine_map<(d0) -> ()>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%zero : f32) outs(%a1 : tensor<40xf32>) {
    ^bb0(%e: f32, %i: f32):
      linalg.yield %e : f32
    } -> tensor<40xf32>
    %r = linalg.generic {indexing_maps = [#id, #column], iterator_types = ["reduction", "parallel"]} ins(%a0 : tensor<?x40xf32>) outs(%f : tensor<40xf32>) {
    ^bb0(%e: f32, %i: f32):
      %n = arith.addf %i, %e : f32
      linalg.yield %n : f32
    } -> tensor<40xf32>
    cpu.yield %r : tensor<40xf32>
  }
  return
}

// -----

// A definition of large batches: tiles that share weights are better.
// SCHEDULE-LABEL: func.func @large_batch
// SCHEDULE-NOT: ae.row_tiles
// CHECK-LABEL: func.func @large_batch
// CHECK-COUNT-2: gpu.launch_func
#id = affine_map<(d0, d1) -> (d0, d1)>
module attributes {ae.batch_size = 4096 : i64} {
func.func @large_batch(%x: memref<?x40xf32> {ae.input = "x"}, %s: memref<?x40xf32> {ae.output = 0 : i64}) {
  %c0 = arith.constant 0 : index
  %b = memref.dim %x, %c0 : memref<?x40xf32>
  %h = memref.alloc(%b) : memref<?x40xf32>
  cpu.kernel ins(%a0 = %x : memref<?x40xf32>) outs(%a1 = %h : memref<?x40xf32>) {
    %r = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%a0 : tensor<?x40xf32>) outs(%a1 : tensor<?x40xf32>) {
    ^bb0(%e: f32, %i: f32):
      %n = arith.negf %e : f32
      linalg.yield %n : f32
    } -> tensor<?x40xf32>
    cpu.yield %r : tensor<?x40xf32>
  }
  cpu.kernel ins(%a0 = %h : memref<?x40xf32>) outs(%a1 = %s : memref<?x40xf32>) {
    %r = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%a0 : tensor<?x40xf32>) outs(%a1 : tensor<?x40xf32>) {
    ^bb0(%e: f32, %i: f32):
      %n = math.absf %e : f32
      linalg.yield %n : f32
    } -> tensor<?x40xf32>
    cpu.yield %r : tensor<?x40xf32>
  }
  return
}
}

// -----

// Wide rows: a block would stream more than in the time of a launch.
// SCHEDULE-LABEL: func.func @wide
// SCHEDULE-NOT: ae.row_tiles
// CHECK-LABEL: func.func @wide
// CHECK-COUNT-2: gpu.launch_func
#id = affine_map<(d0, d1) -> (d0, d1)>
func.func @wide(%x: memref<?x20000xf32> {ae.input = "x"}, %s: memref<?x20000xf32> {ae.output = 0 : i64}) {
  %c0 = arith.constant 0 : index
  %b = memref.dim %x, %c0 : memref<?x20000xf32>
  %h = memref.alloc(%b) : memref<?x20000xf32>
  cpu.kernel ins(%a0 = %x : memref<?x20000xf32>) outs(%a1 = %h : memref<?x20000xf32>) {
    %r = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%a0 : tensor<?x20000xf32>) outs(%a1 : tensor<?x20000xf32>) {
    ^bb0(%e: f32, %i: f32):
      %n = arith.negf %e : f32
      linalg.yield %n : f32
    } -> tensor<?x20000xf32>
    cpu.yield %r : tensor<?x20000xf32>
  }
  cpu.kernel ins(%a0 = %h : memref<?x20000xf32>) outs(%a1 = %s : memref<?x20000xf32>) {
    %r = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%a0 : tensor<?x20000xf32>) outs(%a1 : tensor<?x20000xf32>) {
    ^bb0(%e: f32, %i: f32):
      %n = math.absf %e : f32
      linalg.yield %n : f32
    } -> tensor<?x20000xf32>
    cpu.yield %r : tensor<?x20000xf32>
  }
  return
}

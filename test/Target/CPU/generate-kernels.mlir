// RUN: aec-opt %s --aec-generate-cpu-kernels=level=v4 | FileCheck %s --check-prefixes=CHECK,V4 --implicit-check-not=linalg.
// RUN: aec-opt %s --aec-generate-cpu-kernels=level=v3 | FileCheck %s --check-prefixes=CHECK,V3 --implicit-check-not=linalg.
// RUN: not aec-opt %s --aec-generate-cpu-kernels=level=v5 2>&1 | FileCheck %s --check-prefix=LEVEL

// LEVEL: expected level v4, v3 or generic, found v5

#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#column = affine_map<(d0, d1) -> (d1)>
#lhs = affine_map<(d0, d1, d2) -> (d0, d2)>
#rhs = affine_map<(d0, d1, d2) -> (d2, d1)>
#out = affine_map<(d0, d1, d2) -> (d0, d1)>

// A tile of 8 x 48 (v4) or 6 x 16 (v3) sums that run over the depth, and tiles
// for the last rows; pieces of the tiles run in parallel.
// CHECK-LABEL: @product(
// CHECK-SAME: !llvm.ptr {ae.runtime}
// CHECK: cpu.parallel_for
// V4: scf.for {{.*}} iter_args
// V4-COUNT-3: vector.load {{.*}} vector<16xf32>
// V4-COUNT-24: math.fma {{.*}} : vector<16xf32>
// V4-NOT: math.fma
// V4: scf.yield
// V3: scf.for {{.*}} iter_args
// V3: vector.load {{.*}} vector<16xf32>
// V3-COUNT-6: math.fma {{.*}} : vector<16xf32>
// V3-NOT: math.fma
// V3: scf.yield
// CHECK: vector.store
func.func @product(%a: memref<?x784xf32>, %b: memref<784x96xf32>, %c: memref<?x96xf32>) {
  cpu.kernel ins(%x = %a : memref<?x784xf32>, %w = %b : memref<784x96xf32>) outs(%o = %c : memref<?x96xf32>) {
    %zero = arith.constant 0.0 : f32
    %0 = arith.constant 0 : index
    %m = tensor.dim %x, %0 : tensor<?x784xf32>
    %e = tensor.empty(%m) : tensor<?x96xf32>
    %z = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> ()>, #id], iterator_types = ["parallel", "parallel"]}
        ins(%zero : f32) outs(%e : tensor<?x96xf32>) {
    ^bb0(%i: f32, %q: f32):
      linalg.yield %i : f32
    } -> tensor<?x96xf32>
    %p = linalg.generic {indexing_maps = [#lhs, #rhs, #out], iterator_types = ["parallel", "parallel", "reduction"]}
        ins(%x, %w : tensor<?x784xf32>, tensor<784x96xf32>) outs(%z : tensor<?x96xf32>) {
    ^bb0(%i: f32, %j: f32, %q: f32):
      %t = arith.mulf %i, %j : f32
      %s = arith.addf %q, %t : f32
      linalg.yield %s : f32
    } -> tensor<?x96xf32>
    cpu.yield %p : tensor<?x96xf32>
  }
  return
}

// Small and of known size: no parallel loop. All dimensions are walked as one,
// the last vector being narrower; the output is read before it is written.
// CHECK-LABEL: @update(
// CHECK-NOT: cpu.parallel_for
// CHECK: memref.reinterpret_cast {{.*}} to memref<1x28xf32
// CHECK: vector.load {{.*}} vector<16xf32>
// CHECK: vector.store {{.*}} vector<16xf32>
// CHECK: vector.load {{.*}} vector<12xf32>
// CHECK: vector.store {{.*}} vector<12xf32>
func.func @update(%a: memref<4x7xf32>, %b: memref<4x7xf32>) {
  cpu.kernel ins(%g = %a : memref<4x7xf32>) outs(%w = %b : memref<4x7xf32>) {
    %e = tensor.empty() : tensor<4x7xf32>
    %r = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel", "parallel"]}
        ins(%w, %g : tensor<4x7xf32>, tensor<4x7xf32>) outs(%e : tensor<4x7xf32>) {
    ^bb0(%i: f32, %j: f32, %q: f32):
      %s = arith.subf %i, %j : f32
      linalg.yield %s : f32
    } -> tensor<4x7xf32>
    cpu.yield %r : tensor<4x7xf32>
  }
  return
}

// A row is summed in lanes, then as a tree of halves: one order everywhere.
// CHECK-LABEL: @rows(
// CHECK: scf.for {{.*}} iter_args(%{{.*}} = %{{.*}}) -> (vector<16xf32>)
// CHECK: arith.addf {{.*}} : vector<8xf32>
// CHECK: arith.addf {{.*}} : vector<4xf32>
// CHECK: arith.addf {{.*}} : vector<2xf32>
// CHECK: arith.addf {{.*}} : vector<1xf32>
// CHECK: memref.store {{.*}} : memref<?xf32>
func.func @rows(%a: memref<?x64xf32>, %b: memref<?xf32>) {
  cpu.kernel ins(%x = %a : memref<?x64xf32>) outs(%y = %b : memref<?xf32>) {
    %zero = arith.constant dense<0.0> : tensor<f32>
    %0 = arith.constant 0 : index
    %f = arith.constant 0.0 : f32
    %m = tensor.dim %x, %0 : tensor<?x64xf32>
    %e = tensor.empty(%m) : tensor<?xf32>
    %z = linalg.generic {indexing_maps = [affine_map<(d0) -> ()>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
        ins(%f : f32) outs(%e : tensor<?xf32>) {
    ^bb0(%i: f32, %q: f32):
      linalg.yield %i : f32
    } -> tensor<?xf32>
    %r = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]}
        ins(%x : tensor<?x64xf32>) outs(%z : tensor<?xf32>) {
    ^bb0(%i: f32, %q: f32):
      %s = arith.addf %q, %i : f32
      linalg.yield %s : f32
    } -> tensor<?xf32>
    cpu.yield %r : tensor<?xf32>
  }
  return
}

// RUN: aec-opt %s --split-input-file --aec-split-depth | FileCheck %s

// A weight gradient: few tiles, and a depth that is the batch. All slices that a batch may have find room: with tiles of 32 x 32,
// 264 / 8 of 64 x 128 sums.
// CHECK-LABEL: func.func @gradient
// CHECK: %[[SUMS:.*]] = memref.alloc() : memref<270336xf32>
// CHECK-NEXT: cpu.kernel ins({{.*}}) outs({{.*}}) scratch(%[[SUMS]] : memref<270336xf32>)
func.func @gradient(%x: memref<?x64xf32>, %g: memref<?x128xf32>, %y: memref<64x128xf32>) {
  cpu.kernel ins(%a = %x : memref<?x64xf32>, %b = %g : memref<?x128xf32>) outs(%c = %y : memref<64x128xf32>) {
    %zeros = arith.constant dense<0.0> : tensor<64x128xf32>
    %r = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d2, d0)>, affine_map<(d0, d1, d2) -> (d2, d1)>, affine_map<(d0, d1, d2) -> (d0, d1)>],
                         iterator_types = ["parallel", "parallel", "reduction"]}
        ins(%a, %b : tensor<?x64xf32>, tensor<?x128xf32>) outs(%zeros : tensor<64x128xf32>) {
    ^bb0(%l: f32, %k: f32, %o: f32):
      %m = arith.mulf %l, %k : f32
      %n = arith.addf %o, %m : f32
      linalg.yield %n : f32
    } -> tensor<64x128xf32>
    cpu.yield %r : tensor<64x128xf32>
  }
  return
}

// -----

// A depth that is known and short, and a kernel that is no product, stay whole.
// CHECK-LABEL: func.func @short
// CHECK-NOT: memref.alloc
// CHECK-NOT: scratch
func.func @short(%x: memref<?x64xf32>, %w: memref<64x128xf32>, %y: memref<?x128xf32>) {
  cpu.kernel ins(%a = %x : memref<?x64xf32>, %b = %w : memref<64x128xf32>) outs(%c = %y : memref<?x128xf32>) {
    %r = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d2)>, affine_map<(d0, d1, d2) -> (d2, d1)>, affine_map<(d0, d1, d2) -> (d0, d1)>],
                         iterator_types = ["parallel", "parallel", "reduction"]}
        ins(%a, %b : tensor<?x64xf32>, tensor<64x128xf32>) outs(%c : tensor<?x128xf32>) {
    ^bb0(%l: f32, %k: f32, %o: f32):
      %m = arith.mulf %l, %k : f32
      %n = arith.addf %o, %m : f32
      linalg.yield %n : f32
    } -> tensor<?x128xf32>
    cpu.yield %r : tensor<?x128xf32>
  }
  cpu.kernel ins(%a = %y : memref<?x128xf32>) outs(%c = %y : memref<?x128xf32>) {
    %r = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]}
        ins(%a : tensor<?x128xf32>) outs(%c : tensor<?x128xf32>) {
    ^bb0(%e: f32, %o: f32):
      %n = arith.negf %e : f32
      linalg.yield %n : f32
    } -> tensor<?x128xf32>
    cpu.yield %r : tensor<?x128xf32>
  }
  return
}

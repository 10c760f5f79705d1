// RUN: aec-opt %s --aec-generate-cpu-kernels=level=v4 | FileCheck %s --implicit-check-not=cpu.convolution --implicit-check-not=cpu.pool

// A tile of pixels of a row times all vectors of channels, summed in registers
// over taps and channels: 12 pixels times two vectors.
// CHECK-LABEL: @convolution(
// CHECK: cpu.parallel_for
// CHECK: scf.for {{.*}} iter_args
// CHECK-COUNT-2: vector.load {{.*}} vector<16xf32>
// CHECK-COUNT-24: math.fma {{.*}} : vector<16xf32>
// CHECK: vector.store
func.func @convolution(%a: memref<?x28x28x32xf32>, %b: memref<3x3x32x32xf32>, %c: memref<?x28x28x32xf32>) {
  cpu.kernel ins(%x = %a : memref<?x28x28x32xf32>, %w = %b : memref<3x3x32x32xf32>) outs(%o = %c : memref<?x28x28x32xf32>) {
    %y = cpu.convolution forward %x, %w strides [1, 1] padding [1, 1, 1, 1] dilation [1, 1] groups 1
        : tensor<?x28x28x32xf32>, tensor<3x3x32x32xf32> -> tensor<?x28x28x32xf32>
    cpu.yield %y : tensor<?x28x28x32xf32>
  }
  return
}

// To one channel: vectors run over the source's channels, and a tree of shuffles
// adds their lanes.
// CHECK-LABEL: @one_channel(
// CHECK: cpu.parallel_for
// CHECK: math.fma {{.*}} : vector<16xf32>
// CHECK: vector.shuffle
func.func @one_channel(%a: memref<?x28x28x32xf32>, %b: memref<3x3x32x1xf32>, %c: memref<?x28x28x1xf32>) {
  cpu.kernel ins(%x = %a : memref<?x28x28x32xf32>, %w = %b : memref<3x3x32x1xf32>) outs(%o = %c : memref<?x28x28x1xf32>) {
    %y = cpu.convolution forward %x, %w strides [1, 1] padding [1, 1, 1, 1] dilation [1, 1] groups 1
        : tensor<?x28x28x32xf32>, tensor<3x3x32x1xf32> -> tensor<?x28x28x1xf32>
    cpu.yield %y : tensor<?x28x28x1xf32>
  }
  return
}

// A window's pixels are combined in registers.
// CHECK-LABEL: @pool(
// CHECK: cpu.parallel_for
// CHECK: arith.maximumf {{.*}} : vector<16xf32>
// CHECK: vector.store {{.*}} vector<16xf32>
func.func @pool(%a: memref<?x28x28x32xf32>, %b: memref<?x14x14x32xf32>) {
  cpu.kernel ins(%x = %a : memref<?x28x28x32xf32>) outs(%o = %b : memref<?x14x14x32xf32>) {
    %y = cpu.pool max %x kernel [2, 2] strides [2, 2] padding [0, 0, 0, 0]
        : (tensor<?x28x28x32xf32>) -> tensor<?x14x14x32xf32>
    cpu.yield %y : tensor<?x14x14x32xf32>
  }
  return
}

// Every pixel has one window: stored once, with what follows.
// CHECK-LABEL: @spread(
// CHECK: arith.mulf {{.*}} : vector<16xf32>
// CHECK-NOT: arith.addf
// CHECK: vector.store {{.*}} vector<16xf32>
// CHECK: return
func.func @spread(%g: memref<?x14x14x32xf32>, %f: memref<?x28x28x32xf32>, %c: memref<?x28x28x32xf32>) {
  cpu.kernel ins(%x = %g : memref<?x14x14x32xf32>, %s = %f : memref<?x28x28x32xf32>) outs(%o = %c : memref<?x28x28x32xf32>) {
    %y = cpu.pool spread %x kernel [2, 2] strides [2, 2] padding [0, 0, 0, 0]
        : (tensor<?x14x14x32xf32>) -> tensor<?x28x28x32xf32>
    %m = linalg.generic {indexing_maps = [affine_map<(a, b, c, d) -> (a, b, c, d)>, affine_map<(a, b, c, d) -> (a, b, c, d)>, affine_map<(a, b, c, d) -> (a, b, c, d)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
        ins(%y, %s : tensor<?x28x28x32xf32>, tensor<?x28x28x32xf32>) outs(%o : tensor<?x28x28x32xf32>) {
    ^bb0(%i: f32, %j: f32, %q: f32):
      %p = arith.mulf %i, %j : f32
      linalg.yield %p : f32
    } -> tensor<?x28x28x32xf32>
    cpu.yield %m : tensor<?x28x28x32xf32>
  }
  return
}

// Overlapping windows: the image is cleared, then each window is added.
// CHECK-LABEL: @overlap(
// CHECK: vector.store
// CHECK: vector.load
// CHECK: arith.addf {{.*}} : vector<16xf32>
// CHECK: vector.store
func.func @overlap(%g: memref<?x13x13x32xf32>, %c: memref<?x28x28x32xf32>) {
  cpu.kernel ins(%x = %g : memref<?x13x13x32xf32>) outs(%o = %c : memref<?x28x28x32xf32>) {
    %y = cpu.pool spread %x kernel [4, 4] strides [2, 2] padding [0, 0, 0, 0]
        : (tensor<?x13x13x32xf32>) -> tensor<?x28x28x32xf32>
    cpu.yield %y : tensor<?x28x28x32xf32>
  }
  return
}

// Pixels are one dimension of 49: blocks of 16 x 16 numbers, and one row of them.
// CHECK-LABEL: @transpose(
// CHECK: memref.reinterpret_cast {{.*}} to memref<?xf32
// CHECK: cpu.parallel_for
// CHECK-COUNT-16: vector.load {{.*}} vector<16xf32>
// CHECK: vector.shuffle
// CHECK-COUNT-16: vector.store {{.*}} vector<16xf32>
// CHECK: vector.store {{.*}} vector<1xf32>
func.func @transpose(%a: memref<?x7x7x32xf32>, %b: memref<?x32x7x7xf32>) {
  cpu.kernel ins(%x = %a : memref<?x7x7x32xf32>) outs(%o = %b : memref<?x32x7x7xf32>) {
    %t = linalg.generic {indexing_maps = [affine_map<(a, b, c, d) -> (a, c, d, b)>, affine_map<(a, b, c, d) -> (a, b, c, d)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
        ins(%x : tensor<?x7x7x32xf32>) outs(%o : tensor<?x32x7x7xf32>) {
    ^bb0(%i: f32, %q: f32):
      linalg.yield %i : f32
    } -> tensor<?x32x7x7xf32>
    cpu.yield %t : tensor<?x32x7x7xf32>
  }
  return
}

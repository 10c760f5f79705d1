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

// Depthwise: a lane reads its own channel, so the image's vectors are operands as
// they are: 14 pixels of a row by one vector.
// CHECK-LABEL: @depthwise(
// CHECK: cpu.parallel_for
// CHECK: vector.load %{{.*}} : memref<3x3x1x32xf32>, vector<16xf32>
// CHECK-COUNT-14: math.fma {{.*}} : vector<16xf32>
// CHECK-NOT: vector.shuffle
// CHECK: return
func.func @depthwise(%a: memref<?x14x14x32xf32>, %b: memref<3x3x1x32xf32>, %c: memref<?x14x14x32xf32>) {
  cpu.kernel ins(%x = %a : memref<?x14x14x32xf32>, %w = %b : memref<3x3x1x32xf32>) outs(%o = %c : memref<?x14x14x32xf32>) {
    %y = cpu.convolution data_gradient %x, %w strides [1, 1] padding [1, 1, 1, 1] dilation [1, 1] groups 32
        : tensor<?x14x14x32xf32>, tensor<3x3x1x32xf32> -> tensor<?x14x14x32xf32>
    cpu.yield %y : tensor<?x14x14x32xf32>
  }
  return
}

// Groups of three channels: a vector of five groups, whose lanes read channel 0, then
// 1, then 2 of their group.
// CHECK-LABEL: @groups(
// CHECK: vector.shuffle %{{.*}}, %{{.*}} [0, 0, 0, 3, 3, 3, 6, 6, 6, 9, 9, 9, 12, 12, 12]
// CHECK: vector.shuffle %{{.*}}, %{{.*}} [1, 1, 1, 4, 4, 4, 7, 7, 7, 10, 10, 10, 13, 13, 13]
// CHECK: return
func.func @groups(%a: memref<?x8x8x30xf32>, %b: memref<3x3x3x30xf32>, %c: memref<?x6x6x30xf32>) {
  cpu.kernel ins(%x = %a : memref<?x8x8x30xf32>, %w = %b : memref<3x3x3x30xf32>) outs(%o = %c : memref<?x6x6x30xf32>) {
    %y = cpu.convolution forward %x, %w strides [1, 1] padding [0, 0, 0, 0] dilation [1, 1] groups 10
        : tensor<?x8x8x30xf32>, tensor<3x3x3x30xf32> -> tensor<?x6x6x30xf32>
    cpu.yield %y : tensor<?x6x6x30xf32>
  }
  return
}

// Groups of eight fill half a vector: permuting would cost more than the other half.
// CHECK-LABEL: @large_groups(
// CHECK-NOT: vector.shuffle
// CHECK: math.fma {{.*}} : vector<8xf32>
// CHECK: return
func.func @large_groups(%a: memref<?x8x8x32xf32>, %b: memref<3x3x8x32xf32>, %c: memref<?x6x6x32xf32>) {
  cpu.kernel ins(%x = %a : memref<?x8x8x32xf32>, %w = %b : memref<3x3x8x32xf32>) outs(%o = %c : memref<?x6x6x32xf32>) {
    %y = cpu.convolution forward %x, %w strides [1, 1] padding [0, 0, 0, 0] dilation [1, 1] groups 4
        : tensor<?x8x8x32xf32>, tensor<3x3x8x32xf32> -> tensor<?x6x6x32xf32>
    cpu.yield %y : tensor<?x6x6x32xf32>
  }
  return
}

// The weights of all nine taps of 16 channels are summed over all pixels; with two
// vectors of channels, a row of taps is a block, so that threads have work.
// CHECK-LABEL: @depthwise_weights(
// CHECK: %[[BLOCKS:.*]] = arith.constant 6 : index
// CHECK: cpu.parallel_for ({{.*}}) in %[[BLOCKS]]
// CHECK-COUNT-3: math.fma {{.*}} : vector<16xf32>
// CHECK-NOT: math.fma
// CHECK: return
func.func @depthwise_weights(%a: memref<?x14x14x32xf32>, %b: memref<?x14x14x32xf32>, %c: memref<3x3x1x32xf32>) {
  cpu.kernel ins(%x = %a : memref<?x14x14x32xf32>, %g = %b : memref<?x14x14x32xf32>) outs(%o = %c : memref<3x3x1x32xf32>) {
    %y = cpu.convolution weight_gradient %x, %g strides [1, 1] padding [1, 1, 1, 1] dilation [1, 1] groups 32
        : tensor<?x14x14x32xf32>, tensor<?x14x14x32xf32> -> tensor<3x3x1x32xf32>
    cpu.yield %y : tensor<3x3x1x32xf32>
  }
  return
}

// Five groups of three fill fifteen lanes; sums are cleared by sixteen, the last beyond those of the blocks.
// CHECK-LABEL: @small_group_weights(
// CHECK: memref.alloca() {{.*}} : memref<816xf32>
func.func @small_group_weights(%a: memref<?x8x8x30xf32>, %b: memref<?x6x6x30xf32>, %c: memref<3x3x3x30xf32>) {
  cpu.kernel ins(%x = %a : memref<?x8x8x30xf32>, %g = %b : memref<?x6x6x30xf32>) outs(%o = %c : memref<3x3x3x30xf32>) {
    %y = cpu.convolution weight_gradient %x, %g strides [1, 1] padding [0, 0, 0, 0] dilation [1, 1] groups 10
        : tensor<?x8x8x30xf32>, tensor<?x6x6x30xf32> -> tensor<3x3x3x30xf32>
    cpu.yield %y : tensor<3x3x3x30xf32>
  }
  return
}

// Bilinear: a table of weights a piece, two taps a dimension in registers.
// CHECK-LABEL: @interpolate(
// CHECK: cpu.parallel_for
// CHECK: memref.alloca() {{.*}} : memref<14x2xf32>
// CHECK-COUNT-6: math.fma {{.*}} : vector<16xf32>
// CHECK-NOT: math.fma
// CHECK: vector.store {{.*}} vector<16xf32>
func.func @interpolate(%a: memref<?x7x7x32xf32>, %b: memref<?x14x14x32xf32>) {
  cpu.kernel ins(%x = %a : memref<?x7x7x32xf32>) outs(%o = %b : memref<?x14x14x32xf32>) {
    %y = cpu.pool interpolate %x kernel [2, 2] strides [2, 2] padding [0, 0, 0, 0]
        : (tensor<?x7x7x32xf32>) -> tensor<?x14x14x32xf32>
    cpu.yield %y : tensor<?x14x14x32xf32>
  }
  return
}

// Its gradient gathers twice the factor; many taps are a loop.
// CHECK-LABEL: @interpolate_gradient(
// CHECK: cpu.parallel_for
// CHECK-DAG: memref.alloca() {{.*}} : memref<7x4xf32>
// CHECK-DAG: memref.alloca() {{.*}} : memref<7x9xf32>
// CHECK: scf.for {{.*}} iter_args
// CHECK-COUNT-2: math.fma {{.*}} : vector<16xf32>
// CHECK: vector.store {{.*}} vector<16xf32>
func.func @interpolate_gradient(%a: memref<?x14x35x32xf32>, %b: memref<?x7x7x32xf32>) {
  cpu.kernel ins(%x = %a : memref<?x14x35x32xf32>) outs(%o = %b : memref<?x7x7x32xf32>) {
    %y = cpu.pool interpolate_gradient %x kernel [2, 5] strides [2, 5] padding [0, 0, 0, 0]
        : (tensor<?x14x35x32xf32>) -> tensor<?x7x7x32xf32>
    cpu.yield %y : tensor<?x7x7x32xf32>
  }
  return
}

// Channels become pixels: 16 channels of four pixels are one vector, taken apart.
// CHECK-LABEL: @shuffle(
// CHECK: cpu.parallel_for
// CHECK: vector.load {{.*}} vector<64xf32>
// CHECK: vector.shuffle %{{.*}}, %{{.*}} [0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60]
// CHECK: vector.shuffle %{{.*}}, %{{.*}} [1, 5, 9,
// CHECK-COUNT-2: vector.store {{.*}} vector<16xf32>
func.func @shuffle(%a: memref<?x7x7x64xf32>, %b: memref<?x14x14x16xf32>) {
  cpu.kernel ins(%x = %a : memref<?x7x7x64xf32>) outs(%o = %b : memref<?x14x14x16xf32>) {
    %y = cpu.pool shuffle %x kernel [2, 2] strides [2, 2] padding [0, 0, 0, 0]
        : (tensor<?x7x7x64xf32>) -> tensor<?x14x14x16xf32>
    cpu.yield %y : tensor<?x14x14x16xf32>
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

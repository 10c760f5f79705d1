// RUN: aec-opt %s --split-input-file --aec-outline-device-kernels --canonicalize --cse | FileCheck %s
// RUN: aec-opt %s --split-input-file --aec-outline-device-kernels=precision=tf32 --canonicalize --cse | FileCheck %s --check-prefix=TF32
// RUN: aec-opt %s --split-input-file --aec-outline-device-kernels=precision=bf16 --canonicalize --cse | FileCheck %s --check-prefix=BF16

// A depth in slices: the host counts them, min(264 / tiles, depth / 80), and launches twice. Where there is one slice the first
// kernel computes the result, else partial sums; the second one adds them in order and does nothing where there is one.
// CHECK-LABEL: func.func @gradient
// CHECK: %[[MOST:.*]] = arith.divui %{{.*}}, %c80
// CHECK: %[[FEW:.*]] = arith.minsi %[[MOST]], %c33
// CHECK: %[[SLICES:.*]] = arith.maxsi %[[FEW]], %c1
// CHECK: %[[BLOCKS:.*]] = arith.muli %[[SLICES]], %c8
// CHECK: gpu.launch_func @device::@gradient blocks in (%[[BLOCKS]], %c1, %c1) threads in (%c128, %c1, %c1)
// CHECK: %[[IS_CUT:.*]] = arith.cmpi sgt, %[[SLICES]], %c1
// CHECK: %[[SUM_BLOCKS:.*]] = arith.select %[[IS_CUT]], %c256, %c1
// CHECK: gpu.launch_func @device::@gradient_0 blocks in (%[[SUM_BLOCKS]], %c1, %c1) threads in (%c32, %c8, %c1)
// CHECK: gpu.func @gradient(
// CHECK: math.fma
// CHECK: scf.if
// CHECK: memref.store %{{.*}} : memref<270336xf32>
// CHECK: } else {
// CHECK: math.absf
// CHECK: memref.store %{{.*}} : memref<64x128xf32>
// CHECK: gpu.func @gradient_0(
// CHECK: scf.if
// CHECK: scf.for {{.*}} step %c8
// CHECK: memref.load %{{.*}} : memref<270336xf32>
// CHECK: gpu.barrier
// CHECK: math.absf
// CHECK: memref.store %{{.*}} : memref<64x128xf32>
func.func @gradient(%x: memref<?x64xf32>, %g: memref<?x128xf32>, %y: memref<64x128xf32>, %sums: memref<270336xf32>) {
  cpu.kernel ins(%a = %x : memref<?x64xf32>, %b = %g : memref<?x128xf32>) outs(%c = %y : memref<64x128xf32>) scratch(%sums : memref<270336xf32>) {
    %zeros = arith.constant dense<0.0> : tensor<64x128xf32>
    %r = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d2, d0)>, affine_map<(d0, d1, d2) -> (d2, d1)>, affine_map<(d0, d1, d2) -> (d0, d1)>],
                         iterator_types = ["parallel", "parallel", "reduction"]}
        ins(%a, %b : tensor<?x64xf32>, tensor<?x128xf32>) outs(%zeros : tensor<64x128xf32>) {
    ^bb0(%l: f32, %k: f32, %o: f32):
      %m = arith.mulf %l, %k : f32
      %n = arith.addf %o, %m : f32
      linalg.yield %n : f32
    } -> tensor<64x128xf32>
    %s = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]}
        ins(%r : tensor<64x128xf32>) outs(%c : tensor<64x128xf32>) {
    ^bb0(%e: f32, %o: f32):
      %n = math.absf %e : f32
      linalg.yield %n : f32
    } -> tensor<64x128xf32>
    cpu.yield %s : tensor<64x128xf32>
  }
  return
}

// -----

// A convolution is a product of pixels and taps that reads four channels at a time; what lies around the image is 0.
// CHECK-LABEL: func.func @convolution
// CHECK: gpu.func @convolution(
// CHECK: arith.cmpi ult
// CHECK: vector.load %{{.*}} {alignment = 16 : i64} : memref<?x14x14x32xf32>, vector<4xf32>
// CHECK: vector.load %{{.*}} {alignment = 16 : i64} : memref<3x3x32x32xf32>, vector<4xf32>
// CHECK: gpu.barrier
// CHECK: math.fma
// Tensor cores: operands are rounded on their way, sums stay f32.
// TF32-LABEL: gpu.func @convolution(
// TF32: nvvm.convert.float.to.tf32 %{{.*}} {rnd = #nvvm.fp_rnd_mode<rna>}
// TF32: nvvm.mma.sync {{.*}}multiplicandAPtxType = #nvvm.mma_type<tf32>{{.*}}shape = #nvvm.shape<m = 16, n = 8, k = 8>
// TF32-NOT: math.fma
// BF16-LABEL: gpu.func @convolution(
// BF16: arith.truncf %{{.*}} : vector<2xf32> to vector<2xbf16>
// BF16: nvvm.mma.sync {{.*}}multiplicandAPtxType = #nvvm.mma_type<bf16>{{.*}}shape = #nvvm.shape<m = 16, n = 8, k = 16>
// BF16-NOT: math.fma
func.func @convolution(%x: memref<?x14x14x32xf32>, %w: memref<3x3x32x32xf32>, %y: memref<?x14x14x32xf32>) {
  cpu.kernel ins(%a = %x : memref<?x14x14x32xf32>, %b = %w : memref<3x3x32x32xf32>) outs(%c = %y : memref<?x14x14x32xf32>) {
    %r = cpu.convolution forward %a, %b strides [1, 1] padding [1, 1, 1, 1] dilation [1, 1] groups 1
        : tensor<?x14x14x32xf32>, tensor<3x3x32x32xf32> -> tensor<?x14x14x32xf32>
    cpu.yield %r : tensor<?x14x14x32xf32>
  }
  return
}

// -----

// A depthwise one: a thread a result.
// CHECK-LABEL: func.func @depthwise
// CHECK: gpu.launch_func @device::@depthwise {{.*}} threads in (%c256,
// CHECK: gpu.func @depthwise(
// CHECK-NOT: gpu.barrier
// CHECK: scf.for %{{.*}} = %c0 to %c9 step %c1 iter_args
// CHECK: math.fma
// TF32-LABEL: gpu.func @depthwise(
// TF32-NOT: nvvm.mma.sync
// BF16-LABEL: gpu.func @depthwise(
// BF16-NOT: nvvm.mma.sync
func.func @depthwise(%x: memref<?x8x8x16xf32>, %w: memref<3x3x1x16xf32>, %y: memref<?x8x8x16xf32>) {
  cpu.kernel ins(%a = %x : memref<?x8x8x16xf32>, %b = %w : memref<3x3x1x16xf32>) outs(%c = %y : memref<?x8x8x16xf32>) {
    %r = cpu.convolution forward %a, %b strides [1, 1] padding [1, 1, 1, 1] dilation [1, 1] groups 16
        : tensor<?x8x8x16xf32>, tensor<3x3x1x16xf32> -> tensor<?x8x8x16xf32>
    cpu.yield %r : tensor<?x8x8x16xf32>
  }
  return
}

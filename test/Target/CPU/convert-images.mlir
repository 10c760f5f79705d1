// RUN: aec-opt %s --aec-convert-groups-to-cpu --remark-format=emitRemark --remarks-filter=cpu --verify-diagnostics --split-input-file | FileCheck %s --implicit-check-not=nn.

// The payload keeps the numbers of a convolution; what follows is linalg.
// CHECK-LABEL: @convolution(
// CHECK: cpu.kernel
// CHECK: cpu.convolution forward %{{.*}}, %{{.*}} strides [2, 2] padding [1, 1, 1, 1] dilation [1, 1] groups 1
// CHECK: linalg.generic
func.func @convolution(%x: tensor<?x8x8x16xf32>, %w: tensor<4x4x16x32xf32>) -> tensor<?x4x4x32xf32> {
  // expected-remark @+1 {{generated as a convolution with its epilogue}}
  %y = nn.group(%gx = %x : tensor<?x8x8x16xf32>, %gw = %w : tensor<4x4x16x32xf32>) -> (tensor<?x4x4x32xf32>) {
    %c = nn.conv2d %gx, %gw strides [2, 2] padding [1, 1, 1, 1] channels_last : tensor<?x8x8x16xf32>, tensor<4x4x16x32xf32>
    %r = nn.relu %c : tensor<?x4x4x32xf32>
    nn.yield %r : tensor<?x4x4x32xf32>
  }
  return %y : tensor<?x4x4x32xf32>
}

// -----

// Channels in front of pixels: loops that vectorise over channels do not fit.
// CHECK-LABEL: @channels_first(
// CHECK-NOT: cpu.convolution
// CHECK: return
func.func @channels_first(%x: tensor<?x16x8x8xf32>, %w: tensor<32x16x4x4xf32>) -> tensor<?x32x5x5xf32> {
  // expected-remark-re @+1 {{left to plain loops: {{.*}}}}
  %y = nn.group(%gx = %x : tensor<?x16x8x8xf32>, %gw = %w : tensor<32x16x4x4xf32>) -> (tensor<?x32x5x5xf32>) {
    %c = nn.conv2d %gx, %gw : tensor<?x16x8x8xf32>, tensor<32x16x4x4xf32>
    nn.yield %c : tensor<?x32x5x5xf32>
  }
  return %y : tensor<?x32x5x5xf32>
}

// -----

// Every pixel has one window: what follows is computed where it is written.
// CHECK-LABEL: @mask(
// CHECK: cpu.kernel
// CHECK: cpu.pool max_gradient %{{.*}}, %{{.*}} kernel [2, 2] strides [2, 2] padding [0, 0, 0, 0]
// CHECK: linalg.generic
func.func @mask(%x: tensor<?x8x8x16xf32>, %g: tensor<?x4x4x16xf32>) -> tensor<?x8x8x16xf32> {
  // expected-remark @+1 {{generated as a pool}}
  %y = nn.group(%gx = %x : tensor<?x8x8x16xf32>, %gg = %g : tensor<?x4x4x16xf32>) -> (tensor<?x8x8x16xf32>) {
    %d = nn.max_pool2d_gradient %gx, %gg kernel [2, 2] channels_last : tensor<?x8x8x16xf32>, tensor<?x4x4x16xf32>
    %s = nn.step %gx : tensor<?x8x8x16xf32>
    %m = nn.mul %d, %s : tensor<?x8x8x16xf32>
    nn.yield %m : tensor<?x8x8x16xf32>
  }
  return %y : tensor<?x8x8x16xf32>
}

// -----

// Windows that overlap add: nothing follows before the last of them.
// CHECK-LABEL: @overlap(
// CHECK-NOT: cpu.pool
// CHECK: return
func.func @overlap(%x: tensor<?x8x8x16xf32>, %g: tensor<?x6x6x16xf32>) -> tensor<?x8x8x16xf32> {
  // expected-remark @+1 {{left to plain loops: something follows a pool's gradient}}
  %y = nn.group(%gx = %x : tensor<?x8x8x16xf32>, %gg = %g : tensor<?x6x6x16xf32>) -> (tensor<?x8x8x16xf32>) {
    %d = nn.max_pool2d_gradient %gx, %gg kernel [3, 3] strides [1, 1] channels_last : tensor<?x8x8x16xf32>, tensor<?x6x6x16xf32>
    %m = nn.mul %d, %gx : tensor<?x8x8x16xf32>
    nn.yield %m : tensor<?x8x8x16xf32>
  }
  return %y : tensor<?x8x8x16xf32>
}

// -----

// Another last dimension, a sample at a time.
// CHECK-LABEL: @transpose(
// CHECK: cpu.kernel
func.func @transpose(%x: tensor<?x7x7x32xf32>) -> tensor<?x32x7x7xf32> {
  // expected-remark @+1 {{generated as a transpose by blocks}}
  %y = nn.group(%gx = %x : tensor<?x7x7x32xf32>) -> (tensor<?x32x7x7xf32>) {
    %t = nn.transpose %gx, [0, 3, 1, 2] : tensor<?x7x7x32xf32>
    nn.yield %t : tensor<?x32x7x7xf32>
  }
  return %y : tensor<?x32x7x7xf32>
}

// -----

// Interpolation keeps its factors; nothing of the matrices of the reference is left.
// CHECK-LABEL: @bilinear(
// CHECK: cpu.pool interpolate %{{.*}} kernel [2, 3] strides [2, 3]
// CHECK: cpu.pool interpolate_gradient %{{.*}} kernel [2, 3] strides [2, 3]
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @bilinear(%x: tensor<?x4x4x16xf32>) -> tensor<?x4x4x16xf32> {
  // expected-remark @+1 {{generated as a pool}}
  %y = nn.group(%gx = %x : tensor<?x4x4x16xf32>) -> (tensor<?x8x12x16xf32>) {
    %u = nn.upsample2d %gx factors [2, 3] bilinear channels_last : tensor<?x4x4x16xf32>
    nn.yield %u : tensor<?x8x12x16xf32>
  }
  // expected-remark @+1 {{generated as a pool}}
  %d = nn.group(%gy = %y : tensor<?x8x12x16xf32>) -> (tensor<?x4x4x16xf32>) {
    %u = nn.upsample2d_gradient %gy factors [2, 3] bilinear channels_last : tensor<?x8x12x16xf32>
    nn.yield %u : tensor<?x4x4x16xf32>
  }
  return %d : tensor<?x4x4x16xf32>
}

// -----

// CHECK-LABEL: @shuffle(
// CHECK: cpu.pool shuffle %{{.*}} kernel [2, 2]
// CHECK: cpu.pool unshuffle %{{.*}} kernel [2, 2]
func.func @shuffle(%x: tensor<?x4x4x16xf32>) -> tensor<?x4x4x16xf32> {
  // expected-remark @+1 {{generated as a pool}}
  %y = nn.group(%gx = %x : tensor<?x4x4x16xf32>) -> (tensor<?x8x8x4xf32>) {
    %u = nn.pixel_shuffle %gx factor 2 channels_last : tensor<?x4x4x16xf32>
    nn.yield %u : tensor<?x8x8x4xf32>
  }
  // expected-remark @+1 {{generated as a pool}}
  %d = nn.group(%gy = %y : tensor<?x8x8x4xf32>) -> (tensor<?x4x4x16xf32>) {
    %u = nn.pixel_unshuffle %gy factor 2 channels_last : tensor<?x8x8x4xf32>
    nn.yield %u : tensor<?x4x4x16xf32>
  }
  return %d : tensor<?x4x4x16xf32>
}

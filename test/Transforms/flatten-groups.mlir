// RUN: aec-opt %s -aec-flatten-groups | FileCheck %s

// A loss of an image: one row of pixels a sample.
// CHECK-LABEL: @loss(
// CHECK: %[[A:.*]] = nn.reshape %{{.*}}, [-1, 192] : tensor<?x8x8x3xf32>
// CHECK: %[[B:.*]] = nn.reshape %{{.*}}, [-1, 192] : tensor<?x8x8x3xf32>
// CHECK: nn.group(%{{.*}} = %[[A]] : tensor<?x192xf32>, %{{.*}} = %[[B]] : tensor<?x192xf32>)
// CHECK: nn.sub {{.*}} : tensor<?x192xf32>
// CHECK: nn.sum {{.*}} dims [1] : tensor<?x192xf32>
func.func @loss(%x: tensor<?x8x8x3xf32>, %y: tensor<?x8x8x3xf32>) -> tensor<?xf32> {
  %r = nn.group(%a = %x : tensor<?x8x8x3xf32>, %b = %y : tensor<?x8x8x3xf32>) -> (tensor<?xf32>) {
    %d = nn.sub %a, %b : tensor<?x8x8x3xf32>
    %s = nn.sum %d dims [1, 2, 3] : tensor<?x8x8x3xf32>
    nn.yield %s : tensor<?xf32>
  }
  return %r : tensor<?xf32>
}

// What is repeated along the pixels, or summed over them, keeps the channels.
// CHECK-LABEL: @channels(
// CHECK: nn.group(%{{.*}} = %{{.*}} : tensor<?x64x3xf32>, %{{.*}} = %{{.*}} : tensor<3xf32>)
// CHECK: nn.mul {{.*}} : tensor<?x64x3xf32>, tensor<3xf32>
// CHECK: nn.sum {{.*}} dims [1] : tensor<?x64x3xf32>
func.func @channels(%x: tensor<?x8x8x3xf32>, %w: tensor<3xf32>) -> tensor<?x3xf32> {
  %r = nn.group(%a = %x : tensor<?x8x8x3xf32>, %b = %w : tensor<3xf32>) -> (tensor<?x3xf32>) {
    %d = nn.mul %a, %b : tensor<?x8x8x3xf32>, tensor<3xf32>
    %s = nn.sum %d dims [1, 2] : tensor<?x8x8x3xf32>
    nn.yield %s : tensor<?x3xf32>
  }
  return %r : tensor<?x3xf32>
}

// A convolution's epilogue needs its image.
// CHECK-LABEL: @convolution(
// CHECK-NOT: nn.reshape
// CHECK: return
func.func @convolution(%x: tensor<?x8x8x3xf32>, %w: tensor<3x3x3x4xf32>) -> tensor<?x6x6x4xf32> {
  %r = nn.group(%a = %x : tensor<?x8x8x3xf32>, %b = %w : tensor<3x3x3x4xf32>) -> (tensor<?x6x6x4xf32>) {
    %y = nn.conv2d %a, %b channels_last : tensor<?x8x8x3xf32>, tensor<3x3x3x4xf32>
    %z = nn.relu %y : tensor<?x6x6x4xf32>
    nn.yield %z : tensor<?x6x6x4xf32>
  }
  return %r : tensor<?x6x6x4xf32>
}

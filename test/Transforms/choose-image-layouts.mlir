// RUN: aec-opt %s -aec-choose-image-layouts | FileCheck %s

// Images and weights are brought into the kernels' order, and back.
// CHECK-LABEL: @convolution(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<?x3x8x8xf32>, %[[W:[a-z0-9]+]]: tensor<4x3x3x3xf32>)
// CHECK: %[[XL:.*]] = nn.transpose %[[X]], [0, 2, 3, 1]
// CHECK: %[[WL:.*]] = nn.transpose %[[W]], [2, 3, 1, 0]
// CHECK: %[[Y:.*]] = nn.conv2d %[[XL]], %[[WL]] padding [1, 1, 1, 1] channels_last : tensor<?x8x8x3xf32>, tensor<3x3x3x4xf32>
// CHECK: %[[R:.*]] = nn.transpose %[[Y]], [0, 3, 1, 2] : tensor<?x8x8x4xf32>
// CHECK: return %[[R]]
func.func @convolution(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) -> tensor<?x4x8x8xf32> {
  %y = nn.conv2d %x, %w padding [1, 1, 1, 1] : tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>
  return %y : tensor<?x4x8x8xf32>
}

// The weight's gradient is a weight.
// CHECK-LABEL: @weight_gradient(
// CHECK: nn.conv2d_weight_gradient {{.*}} channels_last : tensor<?x8x8x3xf32>, tensor<?x8x8x4xf32>
// CHECK: nn.transpose %{{.*}}, [3, 2, 0, 1] : tensor<3x3x3x4xf32>
func.func @weight_gradient(%x: tensor<?x3x8x8xf32>, %g: tensor<?x4x8x8xf32>) -> tensor<4x3x3x3xf32> {
  %w = nn.conv2d_weight_gradient %x, %g kernel [3, 3] padding [1, 1, 1, 1] : tensor<?x3x8x8xf32>, tensor<?x4x8x8xf32>
  return %w : tensor<4x3x3x3xf32>
}

// Nothing to do: it is so already, or it has no image.
// CHECK-LABEL: @left(
// CHECK-NOT: nn.transpose
// CHECK: return
func.func @left(%x: tensor<?x8x8x3xf32>) -> tensor<?x4x4x3xf32> {
  %r = nn.relu %x : tensor<?x8x8x3xf32>
  %y = nn.max_pool2d %r kernel [2, 2] channels_last : tensor<?x8x8x3xf32>
  return %y : tensor<?x4x4x3xf32>
}

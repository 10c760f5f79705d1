// Convolutional layers as ops of nn: windows in numbers, signals as images of height 1.
// RUN: aec-opt %s --aec-make-state-explicit | FileCheck %s

// U(-1/sqrt(n), 1/sqrt(n)), n = 1 * 5 and 2 * 3.
// CHECK-DAG: ae.state @encoder.c1.weight : tensor<4x1x5xf32> parameter init uniform(-0.44721359549995793, 0.44721359549995793)
// CHECK-DAG: ae.state @encoder.c1.bias : tensor<4xf32> parameter init uniform(-0.44721359549995793, 0.44721359549995793)
// CHECK-DAG: ae.state @decoder.0.weight : tensor<4x2x3xf32> parameter init uniform(-0.40824829046386307, 0.40824829046386307)
// CHECK-DAG: ae.state @images.0.weight : tensor<6x1x3x2xf32>
// CHECK-DAG: ae.state @images.1.weight : tensor<6x3x4x4xf32>
// CHECK-DAG: ae.state @images.2.weight : tensor<3x5x2x2xf32>
// CHECK-NOT: ae.state @images.2.bias

// CHECK-LABEL: func.func @objective.signal(
// CHECK: %[[IMAGE:.*]] = nn.reshape %{{.*}}, [-1, 1, 1, 9] : tensor<?x1x9xf32>
// CHECK: %[[WEIGHT:.*]] = nn.reshape %{{.*}}, [4, 1, 1, 5] : tensor<4x1x5xf32>
// ceil(9 / 2) = 5 windows need 13 samples: two in front, two behind.
// CHECK: %[[CONV:.*]] = nn.conv2d %[[IMAGE]], %[[WEIGHT]] strides [1, 2] padding [0, 0, 2, 2] : tensor<?x1x1x9xf32>, tensor<4x1x1x5xf32>
// CHECK: %[[BIAS:.*]] = nn.reshape %{{.*}}, [4, 1, 1] : tensor<4xf32>
// CHECK: %[[SUM:.*]] = nn.add %[[CONV]], %[[BIAS]] : tensor<?x4x1x5xf32>, tensor<4x1x1xf32>
// CHECK: nn.reshape %[[SUM]], [-1, 4, 5] : tensor<?x4x1x5xf32>
// CHECK: nn.conv2d_data_gradient %{{.*}}, %{{.*}} size [1, 10] strides [1, 2] padding [0, 0, 0, 1] : tensor<?x4x1x5xf32>, tensor<4x2x1x3xf32>

// CHECK-LABEL: func.func @objective.image(
// The odd zero is at the end.
// CHECK: nn.conv2d %{{.*}}, %{{.*}} strides [2, 1] padding [1, 1, 0, 1] groups 6 : tensor<?x6x7x5xf32>, tensor<6x1x3x2xf32>
// Transposed `same`: 4 * 2 pixels, their convolution pads kernel - stride.
// CHECK: nn.conv2d_data_gradient %{{.*}}, %{{.*}} size [8, 10] strides [2, 2] padding [1, 1, 1, 1] : tensor<?x6x4x5xf32>, tensor<6x3x4x4xf32>
// (8 - 1) * 3 - 1 + 2 + 2 and (10 - 1) * 2 + 2 + 1 pixels.
// CHECK: nn.conv2d_data_gradient %{{.*}}, %{{.*}} size [24, 21] strides [3, 2] padding [1, 0, 0, 0] : tensor<?x3x8x10xf32>, tensor<3x5x2x2xf32>
ae.model @m {
  ae.network @encoder(%x: tensor<?x1x9xf32>) {
    %z = ae.conv1d %x, 4 kernel 5 strides 2 padding same as @c1 : tensor<?x1x9xf32>
    ae.return %z : tensor<?x4x5xf32>
  }
  ae.network @decoder(%z: tensor<?x4x5xf32>) {
    %y = ae.conv_transpose1d %z, 2 kernel 3 strides 2 padding same : tensor<?x4x5xf32>
    ae.return %y : tensor<?x2x10xf32>
  }
  ae.network @images(%i: tensor<?x6x7x5xf32>) {
    %0 = ae.conv2d %i, 6 kernel [3, 2] strides [2, 1] padding same groups 6 : tensor<?x6x7x5xf32>
    %1 = ae.conv_transpose2d %0, 3 kernel 4 strides 2 padding same : tensor<?x6x4x5xf32>
    %2 = ae.conv_transpose2d %1, 5 kernel 2 strides [3, 2] padding [1, 0, 0, 0] output_padding [2, 1] no_bias : tensor<?x3x8x10xf32>
    ae.return %2 : tensor<?x5x24x21xf32>
  }
  ae.objective @signal(%x: tensor<?x1x9xf32>) trains [@encoder, @decoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x1x9xf32>) -> tensor<?x4x5xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x4x5xf32>) -> tensor<?x2x10xf32>
    %l = nn.l2 %y : tensor<?x2x10xf32>
    ae.minimize %l : tensor<?xf32>
  }
  ae.objective @image(%i: tensor<?x6x7x5xf32>) trains [@images] with #ae.adam {
    %y = ae.apply @images(%i) : (tensor<?x6x7x5xf32>) -> tensor<?x5x24x21xf32>
    %l = nn.l2 %y : tensor<?x5x24x21xf32>
    ae.minimize %l : tensor<?xf32>
  }
}

// RUN: aec-opt %s -aec-flatten-channels-last -remark-format=emitRemark -remarks-filter=layout -verify-diagnostics -split-input-file | FileCheck %s

// Both sides of a dense bottleneck, a bias and an activation between, and all
// functions: weights and the bias are kept as the image lies.
// CHECK: ae.state @down : tensor<2x12xf32> {{.*}} view [2, 3, 2, 2] order [0, 2, 3, 1]
// expected-remark @+1 {{down is kept in the order of its image}}
ae.state @down : tensor<2x12xf32> parameter init constant(0.0, 0.0)
// CHECK: ae.state @up : tensor<12x2xf32> {{.*}} view [3, 2, 2, 2] order [1, 2, 0, 3]
// expected-remark @+1 {{up is kept in the order of its image}}
ae.state @up : tensor<12x2xf32> parameter init constant(0.0, 0.0)
// CHECK: ae.state @bias : tensor<12xf32> {{.*}} view [3, 2, 2] order [1, 2, 0]
// expected-remark @+1 {{bias is kept in the order of its image}}
ae.state @bias : tensor<12xf32> parameter init constant(0.0, 0.0)
// CHECK: ae.state @small : tensor<2xf32> parameter init constant({{.*}}){{$}}
ae.state @small : tensor<2xf32> parameter init constant(0.0, 0.0)
// CHECK-LABEL: @forward(
// CHECK: %[[C:.*]] = nn.conv2d
// CHECK-NEXT: %[[R:.*]] = nn.relu %[[C]]
// CHECK-NEXT: %[[T:.*]] = nn.transpose %[[R]], [0, 2, 3, 1] : tensor<?x3x2x2xf32>
// CHECK-NEXT: %[[F:.*]] = nn.reshape %[[T]], [-1, 12] : tensor<?x2x2x3xf32>
// CHECK-NEXT: nn.matmul %[[F]], %{{.*}} transpose_rhs : tensor<?x12xf32>, tensor<2x12xf32>
// CHECK: %[[A:.*]] = nn.relu %{{.*}} : tensor<?x12xf32>
// CHECK-NEXT: %[[I:.*]] = nn.reshape %[[A]], [-1, 2, 2, 3]
// CHECK-NEXT: %[[B:.*]] = nn.transpose %[[I]], [0, 3, 1, 2]
// CHECK-NEXT: nn.conv2d %[[B]]
func.func @forward(%down: tensor<2x12xf32> {ae.state = "down"}, %up: tensor<12x2xf32> {ae.state = "up"},
    %bias: tensor<12xf32> {ae.state = "bias"}, %small: tensor<2xf32> {ae.state = "small"},
    %w: tensor<3x3x1x1xf32>, %x: tensor<?x3x2x2xf32>) -> (tensor<?x3x2x2xf32>, tensor<f32>) {
  %0 = nn.conv2d %x, %w strides [1, 1] padding [0, 0, 0, 0] : tensor<?x3x2x2xf32>, tensor<3x3x1x1xf32>
  %1 = nn.relu %0 : tensor<?x3x2x2xf32>
  %2 = nn.flatten %1 : tensor<?x3x2x2xf32>
  %3 = nn.matmul %2, %down transpose_rhs : tensor<?x12xf32>, tensor<2x12xf32>
  %4 = nn.add %3, %small : tensor<?x2xf32>, tensor<2xf32>
  %5 = nn.matmul %4, %up transpose_rhs : tensor<?x2xf32>, tensor<12x2xf32>
  %6 = nn.add %5, %bias : tensor<?x12xf32>, tensor<12xf32>
  %7 = nn.relu %6 : tensor<?x12xf32>
  %8 = nn.reshape %7, [-1, 3, 2, 2] : tensor<?x12xf32>
  %9 = nn.conv2d %8, %w strides [1, 1] padding [0, 0, 0, 0] : tensor<?x3x2x2xf32>, tensor<3x3x1x1xf32>
  // A penalty knows no order.
  %10 = nn.square %down : tensor<2x12xf32>
  %11 = nn.sum %10 dims [0, 1] : tensor<2x12xf32>
  return %9, %11 : tensor<?x3x2x2xf32>, tensor<f32>
}
// CHECK-LABEL: @decode(
// CHECK: nn.reshape %{{.*}}, [-1, 2, 2, 3]
func.func @decode(%up: tensor<12x2xf32> {ae.state = "up"}, %w: tensor<3x3x1x1xf32>, %z: tensor<?x2xf32>) -> tensor<?x3x2x2xf32> {
  %0 = nn.matmul %z, %up transpose_rhs : tensor<?x2xf32>, tensor<12x2xf32>
  %1 = nn.reshape %0, [-1, 3, 2, 2] : tensor<?x12xf32>
  %2 = nn.conv2d %1, %w strides [1, 1] padding [0, 0, 0, 0] : tensor<?x3x2x2xf32>, tensor<3x3x1x1xf32>
  return %2 : tensor<?x3x2x2xf32>
}

// -----

// A batch norm between: its factors and running statistics follow.
// CHECK: ae.state @up : {{.*}} view [3, 4, 2] order [1, 0, 2]
// expected-remark @+1 {{up is kept in the order of its image}}
ae.state @up : tensor<12x2xf32> parameter init constant(0.0, 0.0)
// CHECK: ae.state @running : {{.*}} view [3, 4] order [1, 0]
// expected-remark @+1 {{running is kept in the order of its image}}
ae.state @running : tensor<12xf32> statistic init constant(0.0, 0.0)
// CHECK-LABEL: @normed(
// CHECK: nn.reshape %{{.*}}, [-1, 4, 3] : tensor<?x12xf32>
// CHECK-NEXT: nn.transpose %{{.*}}, [0, 2, 1] : tensor<?x4x3xf32>
func.func @normed(%up: tensor<12x2xf32> {ae.state = "up"}, %running: tensor<12xf32> {ae.state = "running"},
    %w: tensor<3x3x1x1xf32>, %z: tensor<?x2xf32>) -> (tensor<?x3x1x4xf32>, tensor<12xf32> {ae.state = "running"}) {
  %0 = nn.matmul %z, %up transpose_rhs : tensor<?x2xf32>, tensor<12x2xf32>
  %mean = nn.mean %0 dims [0] : tensor<?x12xf32>
  %rows = nn.count %0 dims [0] : tensor<?x12xf32>
  %scaled = nn.mul %mean, %rows : tensor<12xf32>, tensor<f32>
  %moved = nn.add %running, %scaled : tensor<12xf32>
  %1 = nn.sub %0, %mean : tensor<?x12xf32>, tensor<12xf32>
  %2 = nn.reshape %1, [-1, 3, 4] : tensor<?x12xf32>
  %3 = nn.reshape %2, [-1, 3, 1, 4] : tensor<?x3x4xf32>
  %4 = nn.conv2d %3, %w strides [1, 1] padding [0, 0, 0, 0] : tensor<?x3x1x4xf32>, tensor<3x3x1x1xf32>
  return %4, %moved : tensor<?x3x1x4xf32>, tensor<12xf32>
}

// -----

// What the user is given keeps its order, and with it the weight, everywhere.
// CHECK: ae.state @down : tensor<2x12xf32> parameter init constant({{.*}}){{$}}
ae.state @down : tensor<2x12xf32> parameter init constant(0.0, 0.0)
// CHECK-LABEL: @shown(
// CHECK-NOT: nn.transpose
// CHECK: return
func.func @shown(%down: tensor<2x12xf32> {ae.state = "down"}, %w: tensor<3x3x1x1xf32>, %x: tensor<?x3x2x2xf32>) -> (tensor<?x2xf32>, tensor<?x12xf32>) {
  %0 = nn.conv2d %x, %w strides [1, 1] padding [0, 0, 0, 0] : tensor<?x3x2x2xf32>, tensor<3x3x1x1xf32>
  // expected-remark @+1 {{the flattened image is reordered at every step: @shown gives it to the user}}
  %1 = nn.flatten %0 : tensor<?x3x2x2xf32>
  %2 = nn.matmul %1, %down transpose_rhs : tensor<?x12xf32>, tensor<2x12xf32>
  return %2, %1 : tensor<?x2xf32>, tensor<?x12xf32>
}
// CHECK-LABEL: @hidden(
// CHECK-NOT: nn.transpose
// CHECK: return
func.func @hidden(%down: tensor<2x12xf32> {ae.state = "down"}, %w: tensor<3x3x1x1xf32>, %x: tensor<?x3x2x2xf32>) -> tensor<?x2xf32> {
  %0 = nn.conv2d %x, %w strides [1, 1] padding [0, 0, 0, 0] : tensor<?x3x2x2xf32>, tensor<3x3x1x1xf32>
  %1 = nn.flatten %0 : tensor<?x3x2x2xf32>
  %2 = nn.matmul %1, %down transpose_rhs : tensor<?x12xf32>, tensor<2x12xf32>
  return %2 : tensor<?x2xf32>
}

// -----

// Nor a draw, an input, an op along the dimension; one channel has no order, and
// tokens are no image.
// CHECK-LABEL: @declined(
// CHECK-NOT: nn.transpose
// CHECK: return
func.func @declined(%x: tensor<?x3x2x2xf32>, %n: tensor<?x12xf32>, %w: tensor<3x3x1x1xf32>, %one: tensor<1x3x1x1xf32>,
    %m: tensor<12x2xf32> {ae.state = "m"}, %seed: i64, %step: i64) -> (tensor<?xf32>, tensor<?xf32>, tensor<?x2xf32>, tensor<?xf32>) {
  %0 = nn.conv2d %x, %w strides [1, 1] padding [0, 0, 0, 0] : tensor<?x3x2x2xf32>, tensor<3x3x1x1xf32>
  // expected-remark @+1 {{the flattened image is reordered at every step: nn.uniform knows its order}}
  %1 = nn.flatten %0 : tensor<?x3x2x2xf32>
  %2 = nn.uniform like %1 seed %seed step %step stream 0 : tensor<?x12xf32> -> tensor<?x12xf32>
  %3 = nn.mul %1, %2 : tensor<?x12xf32>
  %4 = nn.sum %3 dims [1] : tensor<?x12xf32>
  // expected-remark @+1 {{the flattened image is reordered at every step: it meets an input, which lies as its file does}}
  %5 = nn.flatten %0 : tensor<?x3x2x2xf32>
  %6 = nn.sub %5, %n : tensor<?x12xf32>
  %7 = nn.sum %6 dims [1] : tensor<?x12xf32>
  // One pixel a row of twelve: no order of channels and pixels.
  %8 = nn.conv2d %x, %one strides [1, 1] padding [0, 0, 0, 0] : tensor<?x3x2x2xf32>, tensor<1x3x1x1xf32>
  %9 = nn.flatten %8 : tensor<?x1x2x2xf32>
  %10 = nn.slice %9 dim 1 from 0 size 2 : tensor<?x4xf32>
  %11 = nn.reshape %n, [-1, 4, 3] : tensor<?x12xf32>
  %12 = nn.flatten %11 : tensor<?x4x3xf32>
  %13 = nn.sum %12 dims [1] : tensor<?x12xf32>
  return %4, %7, %10, %13 : tensor<?xf32>, tensor<?xf32>, tensor<?x2xf32>, tensor<?xf32>
}
ae.state @m : tensor<12x2xf32> parameter init constant(0.0, 0.0)

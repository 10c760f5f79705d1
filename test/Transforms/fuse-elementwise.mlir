// RUN: aec-opt %s -aec-fuse-elementwise -remark-format=emitRemark -remarks-filter=fusion -verify-diagnostics | FileCheck %s

// A loss with its gradient: one pass that reads both once, ended by the sum over
// a sample.
// CHECK-LABEL: @loss(
// CHECK: %[[G:.*]]:2 = nn.group(%{{.*}} = %{{.*}} : tensor<?x4xf32>, %{{.*}} = %{{.*}} : tensor<?x4xf32>) -> (
// CHECK: %[[E:.*]] = nn.sub
// CHECK-DAG: %[[S:.*]] = nn.square %[[E]]
// CHECK-DAG: nn.sum %[[S]] dims [1]
// CHECK-DAG: nn.sign %[[E]]
// CHECK: nn.yield
// CHECK: return
func.func @loss(%y: tensor<?x4xf32>, %x: tensor<?x4xf32>) -> (tensor<?xf32>, tensor<?x4xf32>) {
  // expected-remark @+1 {{4 ops in one pass over memory}}
  %e = nn.sub %y, %x : tensor<?x4xf32>
  %s = nn.square %e : tensor<?x4xf32>
  %l = nn.sum %s dims [1] : tensor<?x4xf32>
  %g = nn.sign %e : tensor<?x4xf32>
  return %l, %g : tensor<?xf32>, tensor<?x4xf32>
}

// A bias gradient begins a group that ends with the bias' update.
// CHECK-LABEL: @bias(
// CHECK: nn.group
// CHECK-NEXT: %[[G:.*]] = nn.sum_to
// CHECK-NEXT: %[[NEW:.*]] = nn.sgd_update %{{.*}}, %[[G]]
// CHECK-NEXT: nn.yield %[[NEW]]
func.func @bias(%g: tensor<?x4xf32>, %b: tensor<4xf32>, %rate: f64, %s: i64) -> tensor<4xf32> {
  // expected-remark @+1 {{2 ops in one pass over memory}}
  %db = nn.sum_to %g : tensor<?x4xf32> -> tensor<4xf32>
  %nb = nn.sgd_update %b, %db rate %rate step %s {momentum = 0.0, weight_decay = 0.0} : tensor<4xf32>
  return %nb : tensor<4xf32>
}

// Rows in another order are a pass over memory, which goes on with what follows;
// columns in another order are a copy of their own.
// CHECK-LABEL: @rows(
// CHECK: nn.group
// CHECK-NEXT: %[[T:.*]] = nn.transpose %{{.*}}, [0, 2, 1, 3]
// CHECK-NEXT: %[[E:.*]] = nn.exp %[[T]]
// CHECK-NEXT: nn.yield %[[E]]
// CHECK: nn.group
// CHECK-NEXT: nn.transpose %{{.*}}, [0, 3, 2, 1]
// CHECK-NEXT: nn.yield
func.func @rows(%x: tensor<?x2x3x7xf32>) -> tensor<?x7x2x3xf32> {
  // expected-remark @+1 {{2 ops in one pass over memory}}
  %t = nn.transpose %x, [0, 2, 1, 3] : tensor<?x2x3x7xf32>
  %e = nn.exp %t : tensor<?x3x2x7xf32>
  // expected-remark @+1 {{1 ops in one pass over memory}}
  %u = nn.transpose %e, [0, 3, 2, 1] : tensor<?x3x2x7xf32>
  return %u : tensor<?x7x2x3xf32>
}

// Two updates share nothing but the rate: a pass each. Scalars are no loop.
// CHECK-LABEL: @apart(
// CHECK-COUNT-2: nn.group
// CHECK-NOT: nn.group
// CHECK: nn.exp %{{.*}} : tensor<f32>
func.func @apart(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<f32>) {
  // expected-remark @+1 {{1 ops in one pass over memory}}
  %x = nn.exp %a : tensor<4xf32>
  // expected-remark @+1 {{1 ops in one pass over memory}}
  %y = nn.exp %b : tensor<4xf32>
  %z = nn.exp %c : tensor<f32>
  return %x, %y, %z : tensor<4xf32>, tensor<4xf32>, tensor<f32>
}

// What depends on the group by way of an op outside it stays outside: the sum
// over the batch is between.
// CHECK-LABEL: @between(
// CHECK: %[[A:.*]] = nn.group
// CHECK: nn.exp
// CHECK-NEXT: nn.yield
// CHECK: %[[S:.*]] = nn.sum %[[A]] dims [0, 1]
// CHECK: nn.group(
// CHECK-SAME: %[[S]] : tensor<f32>
// CHECK-NEXT: nn.div
func.func @between(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  // expected-remark @+1 {{1 ops in one pass over memory}}
  %e = nn.exp %x : tensor<?x4xf32>
  %s = nn.sum %e dims [0, 1] : tensor<?x4xf32>
  // expected-remark @+1 {{1 ops in one pass over memory}}
  %n = nn.div %e, %s : tensor<?x4xf32>, tensor<f32>
  return %n : tensor<?x4xf32>
}

// Other spaces, other loops.
// CHECK-LABEL: @spaces(
// CHECK: nn.group
// CHECK: nn.exp
// CHECK: nn.sum
// CHECK-NEXT: nn.yield
// CHECK: nn.group
// CHECK-NEXT: nn.sqrt
func.func @spaces(%x: tensor<?x4xf32>) -> tensor<?xf32> {
  // expected-remark @+1 {{2 ops in one pass over memory}}
  %e = nn.exp %x : tensor<?x4xf32>
  %s = nn.sum %e dims [1] : tensor<?x4xf32>
  // expected-remark @+1 {{1 ops in one pass over memory}}
  %r = nn.sqrt %s : tensor<?xf32>
  return %r : tensor<?xf32>
}

// Rows may have more than one dimension: what is reduced is the last one.
// CHECK-LABEL: @last_columns(
// CHECK: nn.group
// CHECK: nn.square
// CHECK: nn.sum %{{.*}} dims [2]
// CHECK: nn.yield
func.func @last_columns(%x: tensor<?x3x4xf32>) -> tensor<?x3xf32> {
  // expected-remark @+1 {{2 ops in one pass over memory}}
  %s = nn.square %x : tensor<?x3x4xf32>
  %l = nn.sum %s dims [2] : tensor<?x3x4xf32>
  return %l : tensor<?x3xf32>
}

// Behind a pool, and behind its gradient where windows tile the image, elementwise
// ops follow in the same loop; a sum over the pixels does not.
// CHECK-LABEL: @pools(
// CHECK: nn.group
// CHECK-NEXT: nn.max_pool2d %
// CHECK-NEXT: nn.relu
// CHECK-NEXT: nn.yield
// CHECK: nn.group
// CHECK-NEXT: nn.max_pool2d_gradient
// CHECK-NEXT: nn.step
// CHECK-NEXT: nn.mul
// CHECK-NEXT: nn.yield
// CHECK: nn.group
// CHECK-NEXT: nn.sum
func.func @pools(%x: tensor<?x8x8x4xf32>, %g: tensor<?x4x4x4xf32>) -> (tensor<?x4x4x4xf32>, tensor<?x8x8x4xf32>, tensor<?x4xf32>) {
  // expected-remark @+1 {{2 ops in one pass over memory}}
  %p = nn.max_pool2d %x kernel [2, 2] channels_last : tensor<?x8x8x4xf32>
  %r = nn.relu %p : tensor<?x4x4x4xf32>
  // expected-remark @+1 {{3 ops in one pass over memory}}
  %d = nn.max_pool2d_gradient %x, %g kernel [2, 2] channels_last : tensor<?x8x8x4xf32>, tensor<?x4x4x4xf32>
  %s = nn.step %x : tensor<?x8x8x4xf32>
  %m = nn.mul %d, %s : tensor<?x8x8x4xf32>
  // expected-remark @+1 {{1 ops in one pass over memory}}
  %b = nn.sum %m dims [1, 2] : tensor<?x8x8x4xf32>
  return %r, %m, %b : tensor<?x4x4x4xf32>, tensor<?x8x8x4xf32>, tensor<?x4xf32>
}

// Windows that overlap write a pixel several times.
// CHECK-LABEL: @overlap(
// CHECK: nn.group
// CHECK-NEXT: nn.max_pool2d_gradient
// CHECK-NEXT: nn.yield
// CHECK: nn.group
// CHECK-NEXT: nn.neg
func.func @overlap(%x: tensor<?x8x8x4xf32>, %g: tensor<?x7x7x4xf32>) -> tensor<?x8x8x4xf32> {
  // expected-remark @+1 {{1 ops in one pass over memory}}
  %d = nn.max_pool2d_gradient %x, %g kernel [2, 2] strides [1, 1] channels_last : tensor<?x8x8x4xf32>, tensor<?x7x7x4xf32>
  // expected-remark @+1 {{1 ops in one pass over memory}}
  %n = nn.neg %d : tensor<?x8x8x4xf32>
  return %n : tensor<?x8x8x4xf32>
}

// A sum over the pixels ends the pass that computes them, which also keeps what is
// read later; what needs the sum comes behind. A transpose of images is alone.
// CHECK-LABEL: @pixels(
// CHECK: nn.group
// CHECK-NEXT: %[[C:.*]] = nn.sub
// CHECK-NEXT: %[[S:.*]] = nn.square %[[C]]
// CHECK-NEXT: %[[P:.*]] = nn.sum %[[S]] dims [1, 2]
// CHECK-NEXT: nn.yield %[[C]], %[[P]]
// CHECK: nn.group
// CHECK-NEXT: nn.mul
// CHECK: nn.group
// CHECK-NEXT: nn.transpose
// CHECK-NEXT: nn.yield
func.func @pixels(%x: tensor<?x8x8x16xf32>, %m: tensor<16xf32>) -> tensor<?x16x8x8xf32> {
  // expected-remark @+1 {{3 ops in one pass over memory}}
  %c = nn.sub %x, %m : tensor<?x8x8x16xf32>, tensor<16xf32>
  %s = nn.square %c : tensor<?x8x8x16xf32>
  %p = nn.sum %s dims [1, 2] : tensor<?x8x8x16xf32>
  %w = nn.reshape %p, [-1, 1, 1, 16] : tensor<?x16xf32>
  // expected-remark @+1 {{1 ops in one pass over memory}}
  %n = nn.mul %c, %w : tensor<?x8x8x16xf32>, tensor<?x1x1x16xf32>
  // expected-remark @+1 {{1 ops in one pass over memory}}
  %t = nn.transpose %n, [0, 3, 1, 2] : tensor<?x8x8x16xf32>
  return %t : tensor<?x16x8x8xf32>
}

// RUN: aec-opt %s -aec-choose-state-layouts -remark-format=emitRemark -remarks-filter=layout -verify-diagnostics | FileCheck %s

// Two forward products read it transposed, one data gradient does not.
// CHECK: ae.state @w : tensor<2x4xf32> {{.*}} view [2, 4] order [1, 0]
// expected-remark @+1 {{w is kept transposed}}
ae.state @w : tensor<2x4xf32> parameter init constant(0.0, 0.0)
// Its moment lies as it does.
// CHECK: ae.state @m : tensor<2x4xf32> {{.*}} view [2, 4] order [1, 0]
// expected-remark @+1 {{m is kept transposed}}
ae.state @m : tensor<2x4xf32> moment init constant(0.0, 0.0)
// So does its gradient, which what clips it keeps from meeting it.
// CHECK: ae.state @gradient : tensor<2x4xf32> {{.*}} view [2, 4] order [1, 0]
// expected-remark @+1 {{gradient is kept transposed}}
ae.state @gradient : tensor<2x4xf32> accumulator init constant(-0.0, 0.0)
// As many products read it one way as the other: it stays. So does what no
// product reads, and what is no second operand.
// CHECK: ae.state @even : tensor<4x2xf32>
// CHECK-NOT: order
// CHECK: ae.state @bias : tensor<2xf32>
// CHECK-NOT: order
// CHECK: func.func
ae.state @even : tensor<4x2xf32> parameter init constant(0.0, 0.0)
ae.state @bias : tensor<2xf32> parameter init constant(0.0, 0.0)

// The products of half a step do not vote: they would make `even` odd.
func.func @accumulate(%e: tensor<4x2xf32> {ae.state = "even"}, %g: tensor<2x4xf32> {ae.gradient = "w", ae.state = "gradient"},
    %x: tensor<?x2xf32>) -> (tensor<2x4xf32> {ae.state = "gradient"}, tensor<?x4xf32>) attributes {ae.accumulate_of = "o"} {
  %y = nn.matmul %x, %e transpose_rhs : tensor<?x2xf32>, tensor<4x2xf32>
  %s = nn.add %g, %g : tensor<2x4xf32>
  return %s, %y : tensor<2x4xf32>, tensor<?x4xf32>
}

// All functions see one memory.
// CHECK-LABEL: @step(
// CHECK-SAME: %[[W:[a-z0-9]+]]: tensor<4x2xf32> {ae.state = "w"}
// CHECK-SAME: %[[M:[a-z0-9]+]]: tensor<4x2xf32> {ae.state = "m"}
// CHECK-SAME: -> (tensor<4x2xf32> {ae.state = "w"}, tensor<4x2xf32> {ae.state = "m"}, tensor<?x2xf32>)
// CHECK-DAG: %[[WT:.*]] = nn.transpose %[[W]], [1, 0]
// CHECK-DAG: %[[MT:.*]] = nn.transpose %[[M]], [1, 0]
// CHECK: nn.matmul %{{.*}}, %[[WT]] transpose_rhs
// CHECK: %[[NEW:.*]], %[[MOMENT:.*]] = nn.sgd_update %[[WT]], %{{.*}}, moments %[[MT]]
// CHECK-DAG: %[[NEWT:.*]] = nn.transpose %[[NEW]], [1, 0]
// CHECK-DAG: %[[MOMENTT:.*]] = nn.transpose %[[MOMENT]], [1, 0]
// CHECK: return %[[NEWT]], %[[MOMENTT]], %
func.func @step(%w: tensor<2x4xf32> {ae.state = "w"}, %m: tensor<2x4xf32> {ae.state = "m"},
    %e: tensor<4x2xf32> {ae.state = "even"}, %b: tensor<2xf32> {ae.state = "bias"},
    %x: tensor<?x4xf32>, %g: tensor<2x4xf32>, %rate: f64, %s: i64)
    -> (tensor<2x4xf32> {ae.state = "w"}, tensor<2x4xf32> {ae.state = "m"}, tensor<?x2xf32>) {
  %z = nn.matmul %x, %w transpose_rhs : tensor<?x4xf32>, tensor<2x4xf32>
  %h = nn.matmul %z, %w : tensor<?x2xf32>, tensor<2x4xf32>
  %y = nn.matmul %h, %e : tensor<?x4xf32>, tensor<4x2xf32>
  %v = nn.matmul %y, %e transpose_rhs : tensor<?x2xf32>, tensor<4x2xf32>
  %a = nn.add %y, %b : tensor<?x2xf32>, tensor<2xf32>
  %nw, %nm = nn.sgd_update %w, %g, moments %m rate %rate step %s {momentum = 0.9, weight_decay = 0.0} : tensor<2x4xf32>, tensor<2x4xf32> -> tensor<2x4xf32>
  return %nw, %nm, %a : tensor<2x4xf32>, tensor<2x4xf32>, tensor<?x2xf32>
}

// CHECK-LABEL: @encode(
// CHECK-SAME: tensor<4x2xf32> {ae.state = "w"}
// CHECK: nn.transpose
func.func @encode(%w: tensor<2x4xf32> {ae.state = "w"}, %x: tensor<?x4xf32>) -> tensor<?x2xf32> {
  %z = nn.matmul %x, %w transpose_rhs : tensor<?x4xf32>, tensor<2x4xf32>
  return %z : tensor<?x2xf32>
}

// The weight of a convolution of signals, behind the height of 1 that makes it one
// of images; and a matrix whose columns are an image, channels last.
// CHECK: ae.state @signals : {{.*}} view [8, 3, 5] order [2, 1, 0]
// expected-remark @+1 {{signals is kept transposed}}
ae.state @signals : tensor<8x3x5xf32> parameter init constant(0.0, 0.0)
// CHECK: ae.state @flat : {{.*}} view [2, 3, 4] order [2, 1, 0]
// expected-remark @+1 {{flat is kept transposed}}
ae.state @flat : tensor<2x12xf32> parameter init constant(0.0, 0.0) view [2, 3, 4] order [0, 2, 1]
// CHECK-LABEL: @conv1d(
// CHECK-SAME: %{{[a-z0-9]+}}: tensor<5x3x8xf32> {ae.state = "signals"}
// CHECK-SAME: %{{[a-z0-9]+}}: tensor<12x2xf32> {ae.state = "flat"}
func.func @conv1d(%w: tensor<8x3x5xf32> {ae.state = "signals"}, %f: tensor<2x12xf32> {ae.state = "flat"},
    %x: tensor<?x12xf32>) -> (tensor<1x5x3x8xf32>, tensor<?x2xf32>) {
  %i = nn.reshape %w, [8, 3, 1, 5] : tensor<8x3x5xf32>
  %t = nn.transpose %i, [2, 3, 1, 0] : tensor<8x3x1x5xf32>
  %y = nn.matmul %x, %f transpose_rhs : tensor<?x12xf32>, tensor<2x12xf32>
  return %t, %y : tensor<1x5x3x8xf32>, tensor<?x2xf32>
}

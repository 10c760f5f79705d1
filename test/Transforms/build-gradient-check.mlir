// RUN: aec-opt %s --aec-build-gradient-check | FileCheck %s

// Losses alone, then losses and a gradient a trained parameter; the second
// parameter is not trained. The objective stays for the step.
// CHECK-LABEL: func.func @loss.o(
// CHECK-SAME: %[[W:.*]]: tensor<f32> {ae.state = "w"}, %[[V:.*]]: tensor<f32> {ae.state = "v"}, %[[X:.*]]: tensor<?xf32> {ae.input = "x"})
// CHECK-SAME: -> tensor<2xf32> {
// CHECK-NOT: nn.gradient
// CHECK: return %{{.*}} : tensor<2xf32>
// CHECK-LABEL: func.func @gradient.o(
// CHECK-SAME: %[[W:.*]]: tensor<f32> {ae.state = "w"}
// CHECK-SAME: -> (tensor<2xf32>, tensor<f32> {ae.gradient = "w"}) {
// CHECK: %[[TOTAL:.*]] = nn.mean
// CHECK: %[[LOSSES:.*]] = nn.concat
// CHECK: %[[G:.*]] = nn.gradient %[[TOTAL]] wrt %[[W]]
// CHECK: return %[[LOSSES]], %[[G]]
// CHECK-LABEL: func.func @objective.o(
// CHECK-SAME: ae.objective = "o"
func.func @objective.o(%w: tensor<f32> {ae.state = "w"}, %v: tensor<f32> {ae.state = "v"}, %x: tensor<?xf32> {ae.input = "x"})
    -> tensor<?xf32> attributes {ae.objective = "o", ae.optimizer = #ae.sgd, ae.terms = ["t"], ae.trains = ["w"], ae.weights = [1.0]} {
  %0 = nn.mul %x, %w : tensor<?xf32>, tensor<f32>
  %1 = nn.mul %0, %v : tensor<?xf32>, tensor<f32>
  return %1 : tensor<?xf32>
}

// What is no objective is left alone.
// CHECK-LABEL: func.func @evaluate.o(
// CHECK-NOT: func.func
func.func @evaluate.o(%x: tensor<?xf32> {ae.input = "x"}) -> tensor<?xf32> attributes {ae.evaluate_of = "o"} {
  return %x : tensor<?xf32>
}

// What stops gradients reads frozen copies of the trained parameters, in the
// losses alone; values that depend on none stay as they are.
// CHECK: ae.state @frozen.w : tensor<f32> moment init constant(
// CHECK-NOT: frozen.v
// CHECK-LABEL: func.func @loss.stopped(
// CHECK-SAME: %[[W:[^:]*]]: tensor<f32> {ae.state = "w"}, %[[V:[^:]*]]: tensor<f32> {ae.state = "v"}, %[[X:[^:]*]]: tensor<?xf32> {ae.input = "x"}, %[[F:[^:]*]]: tensor<f32> {ae.state = "frozen.w"})
// CHECK: nn.mul %[[X]], %[[W]]
// CHECK: %[[P:.*]] = nn.mul %[[X]], %[[F]]
// CHECK: nn.stop_gradient %[[P]]
// CHECK: nn.stop_gradient %[[V]]
// CHECK-LABEL: func.func @gradient.stopped(
// CHECK-NOT: frozen
func.func @objective.stopped(%w: tensor<f32> {ae.state = "w"}, %v: tensor<f32> {ae.state = "v"}, %x: tensor<?xf32> {ae.input = "x"})
    -> tensor<?xf32> attributes {ae.objective = "stopped", ae.optimizer = #ae.sgd, ae.terms = ["t"], ae.trains = ["w"], ae.weights = [1.0]} {
  %0 = nn.mul %x, %w : tensor<?xf32>, tensor<f32>
  %1 = nn.stop_gradient %0 : tensor<?xf32>
  %2 = nn.stop_gradient %v : tensor<f32>
  %3 = nn.mul %0, %1 : tensor<?xf32>
  %4 = nn.mul %3, %2 : tensor<?xf32>, tensor<f32>
  return %4 : tensor<?xf32>
}
ae.state @w : tensor<f32> parameter init constant(0.0, 0.0)
ae.state @v : tensor<f32> parameter init constant(0.0, 0.0)

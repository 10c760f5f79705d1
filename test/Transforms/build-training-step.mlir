// RUN: aec-opt %s -aec-build-training-step | FileCheck %s

// Losses: the mean over the batch of each term, and their weighted sum in front.
// CHECK: ae.state @rec.w.exp_avg : tensor<2x4xf32> {{.*}}moment init constant(0.000000e+00, 0.000000e+00)
// CHECK: ae.state @rec.w.exp_avg_sq : tensor<2x4xf32>
// CHECK-LABEL: func.func @step.rec(
// CHECK-SAME: %[[W:[a-z0-9]+]]: tensor<2x4xf32> {ae.state = "w"}
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<?x4xf32> {ae.input = "x"}
// CHECK-SAME: %[[M:[a-z0-9]+]]: tensor<2x4xf32> {ae.state = "rec.w.exp_avg"}
// CHECK-SAME: %[[V:[a-z0-9]+]]: tensor<2x4xf32> {ae.state = "rec.w.exp_avg_sq"}
// CHECK-SAME: %[[RATE:[a-z0-9]+]]: f64 {ae.learning_rate}, %[[STEP:[a-z0-9]+]]: i64 {ae.step})
// CHECK-SAME: -> (tensor<2x4xf32> {ae.state = "w"}, tensor<2x4xf32> {ae.state = "rec.w.exp_avg"}, tensor<2x4xf32> {ae.state = "rec.w.exp_avg_sq"}, tensor<3xf32> {ae.losses})
// CHECK-SAME: ae.learning_rate = 1.000000e-02 : f64
// CHECK-SAME: ae.step_of = "rec"
// CHECK-SAME: ae.terms = ["a", "b"]
// CHECK-NOT: ae.optimizer
// CHECK: %[[A:.*]] = nn.l2
// CHECK: %[[B:.*]] = nn.l1 %{{.*}} reduce sum
// CHECK: %[[MEAN:.*]] = nn.mean %[[A]] dims [0]
// CHECK: %[[HALF:.*]] = nn.constant 5.000000e-01
// CHECK: %[[WEIGHTED:.*]] = nn.mul %[[B]], %[[HALF]]
// CHECK: %[[TOTAL:.*]] = nn.add %[[MEAN]], %[[WEIGHTED]]
// CHECK: %[[T:.*]] = nn.reshape %[[TOTAL]], [1]
// CHECK: %[[RA:.*]] = nn.reshape %[[MEAN]], [1]
// CHECK: %[[RB:.*]] = nn.reshape %[[B]], [1]
// CHECK: %[[LOSSES:.*]] = nn.concat %[[T]], %[[RA]], %[[RB]] dim 0
// CHECK: %[[G:.*]] = nn.gradient %[[TOTAL]] wrt %[[W]]
// CHECK: %[[NW:.*]], %[[NM:.*]], %[[NV:.*]] = nn.adam_update %[[W]], %[[G]], %[[M]], %[[V]] rate %[[RATE]] step %[[STEP]]
// CHECK-SAME: weight_decay = 1.000000e-03
// CHECK: return %[[NW]], %[[NM]], %[[NV]], %[[LOSSES]]
ae.state @w : tensor<2x4xf32> parameter init constant(0.0, 0.0)
func.func @objective.rec(%w: tensor<2x4xf32> {ae.state = "w"}, %x: tensor<?x4xf32> {ae.input = "x"}) -> (tensor<?xf32>, tensor<f32>)
    attributes {ae.objective = "rec", ae.terms = ["a", "b"], ae.weights = [1.0, 0.5], ae.trains = ["w"],
                ae.optimizer = #ae.adam<learning_rate = 0.01, weight_decay = 1.0e-3>} {
  %z = nn.matmul %x, %w transpose_rhs : tensor<?x4xf32>, tensor<2x4xf32>
  %a = nn.l2 %z : tensor<?x2xf32>
  %b = nn.l1 %w reduce sum : tensor<2x4xf32>
  return %a, %b : tensor<?xf32>, tensor<f32>
}

// The evaluation has the losses alone. Without a schedule there is no function.
// CHECK-NOT: @schedule.
// CHECK-LABEL: func.func @evaluate.rec(
// CHECK-SAME: -> (tensor<2xf32> {ae.losses})
// CHECK: %[[MEAN:.*]] = nn.mean %{{.*}} dims [0]
// CHECK-NOT: nn.gradient
// CHECK: nn.concat
func.func @evaluate.rec(%x: tensor<?x4xf32> {ae.input = "x"}) -> tensor<?xf32>
    attributes {ae.evaluate_of = "rec", ae.terms = ["a"], ae.weights = [1.0]} {
  %a = nn.l2 %x : tensor<?x4xf32>
  return %a : tensor<?xf32>
}

// Running statistics of the forward pass stay in front of the updates; plain SGD
// keeps no moments.
// CHECK-LABEL: func.func @step.statistic(
// CHECK-NOT: ae.state = "statistic.
// CHECK-SAME: -> (tensor<4xf32> {ae.state = "mean"}, tensor<4xf32> {ae.state = "b"}, tensor<2xf32> {ae.losses})
// CHECK: %[[MEAN:.*]] = nn.mean %{{.*}} dims [0] : tensor<?x4xf32>
// CHECK: %[[NEW:.*]] = nn.sgd_update
// CHECK: return %[[MEAN]], %[[NEW]], %
func.func @objective.statistic(%b: tensor<4xf32> {ae.state = "b"}, %x: tensor<?x4xf32> {ae.input = "x"})
    -> (tensor<?xf32>, tensor<4xf32> {ae.state = "mean"})
    attributes {ae.objective = "statistic", ae.terms = ["a"], ae.weights = [1.0], ae.trains = ["b"], ae.optimizer = #ae.sgd} {
  %m = nn.mean %x dims [0] : tensor<?x4xf32>
  %y = nn.add %x, %b : tensor<?x4xf32>, tensor<4xf32>
  %a = nn.l2 %y : tensor<?x4xf32>
  return %a, %m : tensor<?xf32>, tensor<4xf32>
}

// CHECK-LABEL: func.func @not_an_objective(
// CHECK-NEXT: return
func.func @not_an_objective(%x: tensor<?x4xf32>) -> tensor<?x4xf32> attributes {ae.entry = "not_an_objective"} {
  return %x : tensor<?x4xf32>
}

// A weight that follows a schedule: the present factor is computed in the step.
// CHECK-LABEL: func.func @step.annealed(
// CHECK-SAME: %[[EPOCH:[a-z0-9]+]]: f64 {ae.epoch}, %{{[a-z0-9]+}}: f64 {ae.epochs}, %{{[a-z0-9]+}}: f64 {ae.learning_rate}, %{{[a-z0-9]+}}: i64 {ae.step})
// CHECK-NOT: ae.term_schedules
// CHECK: %[[NOW:.*]] = arith.addf %[[EPOCH]],
// CHECK: arith.divf %[[NOW]],
// CHECK: nn.scale %{{.*}} by %{{.*}} : tensor<f32>
// CHECK: nn.gradient
func.func @objective.annealed(%b: tensor<4xf32> {ae.state = "b"}, %x: tensor<?x4xf32> {ae.input = "x"}) -> (tensor<?xf32>, tensor<?xf32>)
    attributes {ae.objective = "annealed", ae.terms = ["a", "kl"], ae.weights = [1.0, 4.0],
                ae.term_schedules = [unit, #ae.warmup<epochs = 10.0>], ae.trains = ["b"], ae.optimizer = #ae.sgd} {
  %y = nn.add %x, %b : tensor<?x4xf32>, tensor<4xf32>
  %a = nn.l2 %y : tensor<?x4xf32>
  %k = nn.l1 %y : tensor<?x4xf32>
  return %a, %k : tensor<?xf32>, tensor<?xf32>
}
ae.state @b : tensor<4xf32> parameter init constant(0.0, 0.0)

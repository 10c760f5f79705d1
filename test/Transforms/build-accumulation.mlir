// RUN: aec-opt %s -aec-build-accumulation | FileCheck %s
// RUN: aec-opt %s -aec-build-accumulation -aec-build-training-step | FileCheck %s --check-prefix=WITH-STEP

// The objective stays as it was, for aec-build-training-step.
// CHECK-LABEL: func.func @objective.rec(
// CHECK-SAME: ae.optimizer = #ae.adam
// CHECK-NOT: nn.gradient
// CHECK: ae.state @rec.w.gradient : tensor<2x4xf32> accumulator init constant(-0.000000e+00, 0.000000e+00)

// Statistics and losses are the step's; the batch's gradient is added.
// CHECK-LABEL: func.func @accumulate.rec(
// CHECK-SAME: %[[W:[a-z0-9]+]]: tensor<2x4xf32> {ae.state = "w"}
// CHECK-SAME: %[[SUM:[a-z0-9]+]]: tensor<2x4xf32> {ae.gradient = "w", ae.state = "rec.w.gradient"})
// CHECK-SAME: -> (tensor<4xf32> {ae.state = "mean"}, tensor<2x4xf32> {ae.state = "rec.w.gradient"}, tensor<2xf32> {ae.losses})
// CHECK-SAME: attributes {ae.accumulate_of = "rec"}
// CHECK: %[[MEAN:.*]] = nn.mean %{{.*}} dims [0] : tensor<?x4xf32>
// CHECK: %[[TOTAL:.*]] = nn.mean %{{.*}} dims [0] : tensor<?xf32>
// CHECK: %[[LOSSES:.*]] = nn.concat
// CHECK: %[[G:.*]] = nn.gradient %[[TOTAL]] wrt %[[W]]
// CHECK: %[[NEW:.*]] = nn.add %[[SUM]], %[[G]]
// CHECK: return %[[MEAN]], %[[NEW]], %[[LOSSES]]

// The update clips the mean of what was accumulated, and has no batch.
// CHECK-LABEL: func.func @update.rec(
// CHECK-SAME: %[[W:[a-z0-9]+]]: tensor<2x4xf32> {ae.state = "w"}
// CHECK-SAME: %[[M:[a-z0-9]+]]: tensor<2x4xf32> {ae.state = "rec.w.exp_avg"}
// CHECK-SAME: %[[V:[a-z0-9]+]]: tensor<2x4xf32> {ae.state = "rec.w.exp_avg_sq"}
// CHECK-SAME: %[[SUM:[a-z0-9]+]]: tensor<2x4xf32> {ae.gradient = "w", ae.state = "rec.w.gradient"}
// CHECK-SAME: %[[SHARE:[a-z0-9]+]]: f64 {ae.gradient_weight}, %[[RATE:[a-z0-9]+]]: f64 {ae.learning_rate}, %[[STEP:[a-z0-9]+]]: i64 {ae.step})
// CHECK-SAME: -> (tensor<2x4xf32> {ae.state = "w"}, tensor<2x4xf32> {ae.state = "rec.w.exp_avg"}, tensor<2x4xf32> {ae.state = "rec.w.exp_avg_sq"})
// CHECK-SAME: attributes {ae.update_of = "rec"}
// CHECK: %[[MEAN:.*]] = nn.scale %[[SUM]] by %[[SHARE]]
// CHECK: %[[CLIPPED:.*]] = nn.clamp %[[MEAN]]
// CHECK: %[[NW:.*]], %[[NM:.*]], %[[NV:.*]] = nn.adam_update %[[W]], %[[CLIPPED]], %[[M]], %[[V]] rate %[[RATE]] step %[[STEP]]
// CHECK: return %[[NW]], %[[NM]], %[[NV]]

// With the step beside them, the moments are declared once, in front.
// WITH-STEP: ae.state @rec.w.exp_avg :
// WITH-STEP-NOT: ae.state @rec.w.exp_avg :
// WITH-STEP: func.func @step.rec(
// WITH-STEP-NOT: ae.accumulate_of
// WITH-STEP: return
ae.state @w : tensor<2x4xf32> parameter init constant(0.0, 0.0)
func.func @objective.rec(%w: tensor<2x4xf32> {ae.state = "w"}, %x: tensor<?x4xf32> {ae.input = "x"})
    -> (tensor<?xf32>, tensor<4xf32> {ae.state = "mean"})
    attributes {ae.objective = "rec", ae.terms = ["a"], ae.weights = [1.0], ae.trains = ["w"], ae.every = 2 : i64,
                ae.optimizer = #ae.adam<clip = #ae.clip_value<1.0>>} {
  %m = nn.mean %x dims [0] : tensor<?x4xf32>
  %z = nn.matmul %x, %w transpose_rhs : tensor<?x4xf32>, tensor<2x4xf32>
  %a = nn.l2 %z : tensor<?x2xf32>
  return %a, %m : tensor<?xf32>, tensor<4xf32>
}

// An evaluation has no halves.
// CHECK-NOT: @accumulate.
func.func @evaluate.rec(%x: tensor<?x4xf32> {ae.input = "x"}) -> tensor<?xf32>
    attributes {ae.evaluate_of = "rec", ae.terms = ["a"], ae.weights = [1.0]} {
  %a = nn.l2 %x : tensor<?x4xf32>
  return %a : tensor<?xf32>
}

// What each optimizer keeps, how gradients are clipped, and each schedule.
// RUN: aec-opt %s -aec-build-training-step | FileCheck %s

// CHECK-LABEL: func.func @step.sgd(
// CHECK-SAME: {ae.state = "sgd.b.momentum_buffer"}
// CHECK: %{{.*}}, %{{.*}} = nn.sgd_update %{{.*}}, %{{.*}}, moments %{{.*}} rate %{{.*}} step %{{.*}} {momentum = 9.000000e-01 : f64, nesterov, weight_decay = 0.000000e+00 : f64}
func.func @objective.sgd(%b: tensor<4xf32> {ae.state = "b"}) -> tensor<f32>
    attributes {ae.objective = "sgd", ae.terms = ["a"], ae.weights = [1.0], ae.trains = ["b"],
                ae.optimizer = #ae.sgd<momentum = 0.9, nesterov = true>} {
  %a = nn.l2 %b : tensor<4xf32>
  return %a : tensor<f32>
}

// CHECK-LABEL: func.func @step.adamw(
// CHECK-SAME: {ae.state = "adamw.b.exp_avg"}
// CHECK-SAME: {ae.state = "adamw.b.exp_avg_sq"}
// CHECK: nn.adam_update
// CHECK-SAME: {beta1 = 8.000000e-01 : f64, beta2 = 0.99{{[0-9]+}} : f64, decoupled, epsilon = 1.000000e-08 : f64, weight_decay = 1.000000e-02 : f64}
func.func @objective.adamw(%b: tensor<4xf32> {ae.state = "b"}) -> tensor<f32>
    attributes {ae.objective = "adamw", ae.terms = ["a"], ae.weights = [1.0], ae.trains = ["b"],
                ae.optimizer = #ae.adamw<beta1 = 0.8>} {
  %a = nn.l2 %b : tensor<4xf32>
  return %a : tensor<f32>
}

// CHECK-LABEL: func.func @step.rmsprop(
// CHECK-SAME: {ae.state = "rmsprop.b.square_avg"}
// CHECK-SAME: {ae.state = "rmsprop.b.momentum_buffer"}
// CHECK: nn.rmsprop_update
// CHECK-SAME: alpha = 0.9{{[0-9]+}} : f64, epsilon = 1.000000e-08 : f64, momentum = 5.000000e-01 : f64
func.func @objective.rmsprop(%b: tensor<4xf32> {ae.state = "b"}) -> tensor<f32>
    attributes {ae.objective = "rmsprop", ae.terms = ["a"], ae.weights = [1.0], ae.trains = ["b"],
                ae.optimizer = #ae.rmsprop<momentum = 0.5>} {
  %a = nn.l2 %b : tensor<4xf32>
  return %a : tensor<f32>
}

// CHECK-LABEL: func.func @step.rmsprop_plain(
// CHECK-NOT: momentum_buffer
// CHECK: nn.rmsprop_update
func.func @objective.rmsprop_plain(%b: tensor<4xf32> {ae.state = "b"}) -> tensor<f32>
    attributes {ae.objective = "rmsprop_plain", ae.terms = ["a"], ae.weights = [1.0], ae.trains = ["b"],
                ae.optimizer = #ae.rmsprop} {
  %a = nn.l2 %b : tensor<4xf32>
  return %a : tensor<f32>
}

// CHECK-LABEL: func.func @step.adagrad(
// CHECK-SAME: {ae.state = "adagrad.b.sum"}
// CHECK: nn.adagrad_update
// CHECK-SAME: {epsilon = 1.000000e-10 : f64, weight_decay = 0.000000e+00 : f64}
func.func @objective.adagrad(%b: tensor<4xf32> {ae.state = "b"}) -> tensor<f32>
    attributes {ae.objective = "adagrad", ae.terms = ["a"], ae.weights = [1.0], ae.trains = ["b"],
                ae.optimizer = #ae.adagrad} {
  %a = nn.l2 %b : tensor<4xf32>
  return %a : tensor<f32>
}

// One norm for all gradients: each is scaled by min(maximum / (norm + 1e-6), 1).
// CHECK-LABEL: func.func @step.clip_norm(
// CHECK: %[[G:.*]]:2 = nn.gradient
// CHECK: %[[S0:.*]] = nn.l2 %[[G]]#0 reduce sum
// CHECK: %[[S1:.*]] = nn.l2 %[[G]]#1 reduce sum
// CHECK: %[[SUM:.*]] = nn.add %[[S0]], %[[S1]]
// CHECK: %[[NORM:.*]] = nn.sqrt %[[SUM]]
// CHECK: %[[EPS:.*]] = nn.constant 9.99{{[0-9]+}}E-7
// CHECK: %[[SAFE:.*]] = nn.add %[[NORM]], %[[EPS]]
// CHECK: %[[MAX:.*]] = nn.constant 2.000000e+00
// CHECK: %[[RATIO:.*]] = nn.div %[[MAX]], %[[SAFE]]
// CHECK: %[[FACTOR:.*]] = nn.minimum %[[RATIO]], %
// CHECK: nn.mul %[[G]]#0, %[[FACTOR]]
// CHECK: nn.mul %[[G]]#1, %[[FACTOR]]
func.func @objective.clip_norm(%b: tensor<4xf32> {ae.state = "b"}, %c: tensor<2xf32> {ae.state = "c"}) -> (tensor<f32>, tensor<f32>)
    attributes {ae.objective = "clip_norm", ae.terms = ["a", "d"], ae.weights = [1.0, 1.0], ae.trains = ["b", "c"],
                ae.optimizer = #ae.sgd<clip = #ae.clip_norm<2.0>>} {
  %a = nn.l2 %b : tensor<4xf32>
  %d = nn.l2 %c : tensor<2xf32>
  return %a, %d : tensor<f32>, tensor<f32>
}

// CHECK-LABEL: func.func @step.clip_value(
// CHECK: %[[G:.*]] = nn.gradient
// CHECK: %[[CUT:.*]] = nn.clamp %[[G]] {high = 5.000000e-01 : f64, low = -5.000000e-01 : f64}
// CHECK: nn.sgd_update %{{.*}}, %[[CUT]]
func.func @objective.clip_value(%b: tensor<4xf32> {ae.state = "b"}) -> tensor<f32>
    attributes {ae.objective = "clip_value", ae.terms = ["a"], ae.weights = [1.0], ae.trains = ["b"],
                ae.optimizer = #ae.sgd<clip = #ae.clip_value<0.5>>} {
  %a = nn.l2 %b : tensor<4xf32>
  return %a : tensor<f32>
}

// Schedules: (base, step from 1, steps an epoch, epochs) -> rate.
// CHECK-LABEL: func.func @step.every(
// CHECK-LABEL: func.func @schedule.every(
// CHECK-SAME: %[[BASE:[a-z0-9]+]]: f64, %[[STEP:[a-z0-9]+]]: i64, %[[PER:[a-z0-9]+]]: i64, %{{[a-z0-9]+}}: i64) -> f64 attributes {ae.schedule_of = "every"}
// CHECK: %[[ONE:.*]] = arith.constant 1 : i64
// CHECK: %[[DONE:.*]] = arith.subi %[[STEP]], %[[ONE]]
// CHECK-DAG: %[[D:.*]] = arith.sitofp %[[DONE]]
// CHECK-DAG: %[[P:.*]] = arith.sitofp %[[PER]]
// CHECK: %[[EPOCH:.*]] = arith.divf %[[D]], %[[P]]
// CHECK: %[[EVERY:.*]] = arith.constant 5.000000e+00
// CHECK: %[[RATIO:.*]] = arith.divf %[[EPOCH]], %[[EVERY]]
// CHECK: %[[TIMES:.*]] = math.floor %[[RATIO]]
// CHECK: %[[GAMMA:.*]] = arith.constant 1.000000e-01
// CHECK: %[[FACTOR:.*]] = math.powf %[[GAMMA]], %[[TIMES]]
// CHECK: %[[RATE:.*]] = arith.mulf %[[BASE]], %[[FACTOR]]
// CHECK: return %[[RATE]] : f64
func.func @objective.every(%b: tensor<4xf32> {ae.state = "b"}) -> tensor<f32>
    attributes {ae.objective = "every", ae.terms = ["a"], ae.weights = [1.0], ae.trains = ["b"],
                ae.optimizer = #ae.sgd<schedule = #ae.step<every = 5>>} {
  %a = nn.l2 %b : tensor<4xf32>
  return %a : tensor<f32>
}

// CHECK-LABEL: func.func @schedule.exponential(
// CHECK: %[[EPOCH:.*]] = arith.divf
// CHECK: %[[WHOLE:.*]] = math.floor %[[EPOCH]]
// CHECK: %[[GAMMA:.*]] = arith.constant 0.9{{[0-9]+}}
// CHECK: math.powf %[[GAMMA]], %[[WHOLE]]
func.func @objective.exponential(%b: tensor<4xf32> {ae.state = "b"}) -> tensor<f32>
    attributes {ae.objective = "exponential", ae.terms = ["a"], ae.weights = [1.0], ae.trains = ["b"],
                ae.optimizer = #ae.sgd<schedule = #ae.exponential>} {
  %a = nn.l2 %b : tensor<4xf32>
  return %a : tensor<f32>
}

// A warm-up over two epochs, then half a cosine over the rest.
// CHECK-LABEL: func.func @schedule.warmup(
// CHECK: %[[EPOCH:.*]] = arith.divf
// CHECK: %[[STEP:.*]] = arith.divf
// CHECK: %[[EPOCHS:.*]] = arith.sitofp
// CHECK: %[[LENGTH:.*]] = arith.constant 2.000000e+00
// The first step has a rate: 1/n of n steps, not 0.
// CHECK: %[[END:.*]] = arith.addf %[[EPOCH]], %[[STEP]]
// CHECK: %[[SHARE:.*]] = arith.divf %[[END]], %[[LENGTH]]
// CHECK: %[[AFTER:.*]] = arith.subf %[[EPOCH]], %[[LENGTH]]
// CHECK: %[[SINCE:.*]] = arith.maximumf %[[AFTER]], %
// CHECK: %[[LEFT:.*]] = arith.subf %[[EPOCHS]], %[[LENGTH]]
// CHECK: %[[THEN:.*]] = arith.divf %[[SINCE]], %[[LEFT]]
// CHECK: %[[CUT:.*]] = arith.minimumf %[[THEN]], %
// CHECK: %[[ANGLE:.*]] = arith.mulf %[[CUT]], %
// CHECK: math.cos %[[ANGLE]]
// CHECK: %[[RISE:.*]] = arith.minimumf %[[SHARE]], %
// CHECK: %[[RISING:.*]] = arith.cmpf olt, %[[EPOCH]], %[[LENGTH]]
// CHECK: arith.select %[[RISING]], %[[RISE]], %
func.func @objective.warmup(%b: tensor<4xf32> {ae.state = "b"}) -> tensor<f32>
    attributes {ae.objective = "warmup", ae.terms = ["a"], ae.weights = [1.0], ae.trains = ["b"],
                ae.optimizer = #ae.sgd<schedule = #ae.warmup<epochs = 2, then = #ae.cosine>>} {
  %a = nn.l2 %b : tensor<4xf32>
  return %a : tensor<f32>
}
ae.state @b : tensor<4xf32> parameter init constant(0.0, 0.0)
ae.state @c : tensor<2xf32> parameter init constant(0.0, 0.0)

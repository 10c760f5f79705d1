// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // CHECK: ae.objective @o0({{.*}}) trains [@encoder] with #ae.sgd {
  ae.objective @o0(%x: tensor<?x4xf32>) trains [@encoder] with #ae.sgd {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  // CHECK: ae.objective @o1({{.*}}) trains [@encoder] with #ae.sgd<learning_rate = 1.000000e-01, momentum = 9.000000e-01, nesterov = true> {
  ae.objective @o1(%x: tensor<?x4xf32>) trains [@encoder] with #ae.sgd<learning_rate = 0.1, momentum = 0.9, nesterov = true> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  // CHECK: ae.objective @o2({{.*}}) trains [@encoder] with #ae.adam {
  ae.objective @o2(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam<learning_rate = 1.0e-3> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  // CHECK: ae.objective @o3({{.*}}) trains [@encoder] with #ae.adamw<weight_decay = 1.250000e-01> {
  ae.objective @o3(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adamw<weight_decay = 0.125> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  // CHECK: ae.objective @o4({{.*}}) trains [@encoder] with #ae.rmsprop<alpha = 5.000000e-01> {
  ae.objective @o4(%x: tensor<?x4xf32>) trains [@encoder] with #ae.rmsprop<alpha = 0.5> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  // CHECK: ae.objective @o5({{.*}}) trains [@encoder] with #ae.adagrad<epsilon = 5.000000e-01> {
  ae.objective @o5(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adagrad<epsilon = 0.5> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  // CHECK: ae.objective @o6({{.*}}) trains [@encoder] with #ae.adam<schedule = #ae.cosine<minimum = 5.000000e-01>> {
  ae.objective @o6(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam<schedule = #ae.cosine<minimum = 0.5>> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  // CHECK: ae.objective @o7({{.*}}) trains [@encoder] with #ae.adam<schedule = #ae.step<every = 2.000000e+00, gamma = 5.000000e-01>> {
  ae.objective @o7(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam<schedule = #ae.step<every = 2.0, gamma = 0.5>> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  // CHECK: ae.objective @o8({{.*}}) trains [@encoder] with #ae.adam<schedule = #ae.exponential<gamma = 5.000000e-01>> {
  ae.objective @o8(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam<schedule = #ae.exponential<gamma = 0.5>> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  // CHECK: ae.objective @o9({{.*}}) trains [@encoder] with #ae.adam<schedule = #ae.warmup<epochs = 2.000000e+00, then = #ae.cosine>> {
  ae.objective @o9(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam<schedule = #ae.warmup<epochs = 2.0, then = #ae.cosine>> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  // CHECK: ae.objective @o10({{.*}}) trains [@encoder] with #ae.adam<clip = #ae.clip_norm<2.000000e+00>> {
  ae.objective @o10(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam<clip = #ae.clip_norm<2.0>> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  // CHECK: ae.objective @o11({{.*}}) trains [@encoder] with #ae.adam<clip = #ae.clip_value<2.000000e+00>> {
  ae.objective @o11(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam<clip = #ae.clip_value<2.0>> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected learning_rate > 0, found 0.000000e+00}}
  ae.objective @objective_c4_learning_rate(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam<learning_rate = 0.0> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected weight_decay >= 0, found -1.000000e+00}}
  ae.objective @objective_c4_weight_decay(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adamw<weight_decay = -1.0> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected a schedule such as #ae.cosine, found "cosine"}}
  ae.objective @objective_c4_schedule(%x: tensor<?x4xf32>) trains [@encoder] with #ae.sgd<schedule = "cosine"> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected #ae.clip_norm<...> or #ae.clip_value<...>, found 1.000000e+00 : f64}}
  ae.objective @objective_c4_clip(%x: tensor<?x4xf32>) trains [@encoder] with #ae.sgd<clip = 1.0> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected to clip at a maximum > 0, found 0.000000e+00}}
  ae.objective @objective_c4_clip_norm(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam<clip = #ae.clip_norm<0.0>> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected to clip at a maximum > 0, found -1.000000e+00}}
  ae.objective @objective_c4_clip_value(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam<clip = #ae.clip_value<-1.0>> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected momentum > 0 with nesterov}}
  ae.objective @objective_c4_nesterov(%x: tensor<?x4xf32>) trains [@encoder] with #ae.sgd<nesterov = true> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected 0 <= momentum < 1, found 1.000000e+00}}
  ae.objective @objective_c4_momentum(%x: tensor<?x4xf32>) trains [@encoder] with #ae.sgd<momentum = 1.0> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected 0 <= beta1 < 1, found 1.000000e+00}}
  ae.objective @objective_c4_beta1(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam<beta1 = 1.0> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected 0 <= beta2 < 1, found -1.000000e-01}}
  ae.objective @objective_c4_beta2(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adamw<beta2 = -0.1> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected epsilon > 0, found 0.000000e+00}}
  ae.objective @objective_c4_epsilon(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam<epsilon = 0.0> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected 0 <= alpha < 1, found 1.000000e+00}}
  ae.objective @objective_c4_rmsprop_alpha(%x: tensor<?x4xf32>) trains [@encoder] with #ae.rmsprop<alpha = 1.0> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected 0 <= momentum < 1, found 2.000000e+00}}
  ae.objective @objective_c4_rmsprop_momentum(%x: tensor<?x4xf32>) trains [@encoder] with #ae.rmsprop<momentum = 2.0> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected epsilon > 0, found -1.000000e+00}}
  ae.objective @objective_c4_rmsprop_epsilon(%x: tensor<?x4xf32>) trains [@encoder] with #ae.rmsprop<epsilon = -1.0> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected epsilon > 0, found 0.000000e+00}}
  ae.objective @objective_c4_adagrad_epsilon(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adagrad<epsilon = 0.0> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected learning_rate > 0, found -1.000000e+00}}
  ae.objective @objective_c4_adagrad_rate(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adagrad<learning_rate = -1.0> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

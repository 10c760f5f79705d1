// Numbers of schedules that are out of range: objective_c4.
// RUN: aec-opt %s -split-input-file -verify-diagnostics

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected a schedule's every > 0, found 0.000000e+00}}
  ae.objective @objective_c4_step(%x: tensor<?x4xf32>) trains [@encoder] with #ae.sgd<schedule = #ae.step<every = 0>> {
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
  // expected-error @+1 {{'ae.objective' op expected a schedule's gamma >= 0, found -5.000000e-01}}
  ae.objective @objective_c4_gamma(%x: tensor<?x4xf32>) trains [@encoder] with #ae.sgd<schedule = #ae.step<gamma = -0.5>> {
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
  // expected-error @+1 {{'ae.objective' op expected a schedule's gamma >= 0, found -1.000000e+00}}
  ae.objective @objective_c4_exponential(%x: tensor<?x4xf32>) trains [@encoder] with #ae.sgd<schedule = #ae.exponential<gamma = -1>> {
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
  // expected-error @+1 {{'ae.objective' op expected a schedule's minimum >= 0, found -5.000000e-01}}
  ae.objective @objective_c4_cosine(%x: tensor<?x4xf32>) trains [@encoder] with #ae.sgd<schedule = #ae.cosine<minimum = -0.5>> {
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
  // expected-error @+1 {{'ae.objective' op expected a schedule's epochs > 0, found 0.000000e+00}}
  ae.objective @objective_c4_warmup(%x: tensor<?x4xf32>) trains [@encoder] with #ae.sgd<schedule = #ae.warmup<epochs = 0>> {
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
  // expected-error @+1 {{'ae.objective' op expected a schedule such as #ae.cosine behind `then`, found #ae.zeros}}
  ae.objective @objective_c4_then(%x: tensor<?x4xf32>) trains [@encoder] with #ae.sgd<schedule = #ae.warmup<then = #ae.zeros>> {
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
  // expected-error @+1 {{'ae.objective' op expected a schedule's every > 0, found 0.000000e+00}}
  ae.objective @objective_c4_inner(%x: tensor<?x4xf32>) trains [@encoder] with #ae.sgd<schedule = #ae.warmup<then = #ae.step<every = 0>>> {
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
  // expected-error @+1 {{'ae.objective' op has a schedule whose gamma of 1 changes nothing; give another or remove the schedule}}
  ae.objective @objective_c4_step(%x: tensor<?x4xf32>) trains [@encoder] with #ae.sgd<schedule = #ae.step<gamma = 1>> {
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
  // expected-error @+1 {{'ae.objective' op has a schedule whose gamma of 1 changes nothing; give another or remove the schedule}}
  ae.objective @objective_c4_exponential(%x: tensor<?x4xf32>) trains [@encoder] with #ae.sgd<schedule = #ae.exponential<gamma = 1>> {
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
  // expected-error @+1 {{'ae.objective' op has a schedule whose minimum of 1 changes nothing; give another or remove the schedule}}
  ae.objective @objective_c4_cosine(%x: tensor<?x4xf32>) trains [@encoder] with #ae.sgd<schedule = #ae.cosine<minimum = 1>> {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

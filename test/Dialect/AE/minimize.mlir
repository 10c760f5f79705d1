// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %mse = nn.l2 %x : tensor<?x4xf32>
    %kl = nn.l1 %x : tensor<?x4xf32>
    %scalar = nn.l1 %x reduce sum : tensor<?x4xf32>
    // CHECK: ae.minimize %{{.*}} as "reconstruction" + 5.000000e-01 * %{{.*}} as "kl" : tensor<?xf32>, tensor<?xf32>
    ae.minimize %mse as "reconstruction" + 0.5 * %kl as "kl" : tensor<?xf32>, tensor<?xf32>
  }
  // A weight that follows a schedule.
  ae.objective @annealed(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %mse = nn.l2 %x : tensor<?x4xf32>
    %kl = nn.l1 %x : tensor<?x4xf32>
    // CHECK: ae.minimize %{{.*}} as "reconstruction" + 4.000000e+00 * %{{.*}} as "kl" schedule(#ae.warmup<epochs = 1.000000e+01>) : tensor<?xf32>, tensor<?xf32>
    ae.minimize %mse as "reconstruction" + 4 * %kl as "kl" schedule(#ae.warmup<epochs = 10.0>) : tensor<?xf32>, tensor<?xf32>
  }
  // A term without a name has that of its value.
  ae.objective @named(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %scalar = nn.l1 %x reduce sum : tensor<?x4xf32>
    // CHECK: ae.minimize %{{.*}} as "scalar" : tensor<f32>
    ae.minimize %scalar : tensor<f32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @minimize_c1(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    // expected-error @+1 {{'ae.minimize' op expected term "l" to be a value a sample, tensor<?xf32>, or a scalar, found 'tensor<?x4xf32>'}}
    ae.minimize %x as "l" : tensor<?x4xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @minimize_c1_fixed(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %l = nn.sum %x dims [0] : tensor<?x4xf32>
    // expected-error @+1 {{'ae.minimize' op expected term "l" to be a value a sample, tensor<?xf32>, or a scalar, found 'tensor<4xf32>'}}
    ae.minimize %l as "l" : tensor<4xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @minimize_c2(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %l = nn.l2 %x : tensor<?x4xf32>
    // expected-error @+1 {{'ae.minimize' op names two terms "l"}}
    ae.minimize %l as "l" + %l as "l" : tensor<?xf32>, tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @minimize_c3(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %l = nn.l2 %x : tensor<?x4xf32>
    // expected-error @+1 {{'ae.minimize' op expected a schedule such as #ae.warmup for term "l", found #ae.zeros}}
    ae.minimize %l as "l" schedule(#ae.zeros) : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @minimize_c3_range(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %l = nn.l2 %x : tensor<?x4xf32>
    // expected-error @+1 {{'ae.minimize' op expected a schedule's epochs > 0, found 0.000000e+00}}
    ae.minimize %l as "l" schedule(#ae.warmup<epochs = 0>) : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @minimize_c4(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %l = nn.l2 %x : tensor<?x4xf32>
    // expected-error @+1 {{'ae.minimize' op expected a name for term 2, found ""; it is what logs call the term, such as "reconstruction"}}
    ae.minimize %l as "l" + %l as "" : tensor<?xf32>, tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @minimize_c3_nowhere(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %l = nn.l2 %x : tensor<?x4xf32>
    // expected-error @+1 {{'ae.minimize' op has a schedule whose gamma of 1 changes nothing; give another or remove the schedule}}
    ae.minimize %l as "l" schedule(#ae.exponential<gamma = 1>) : tensor<?xf32>
  }
}

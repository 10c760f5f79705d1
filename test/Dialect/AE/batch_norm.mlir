// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 4 : tensor<?x4xf32>
    ae.return %z : tensor<?x4xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x4xf32>
    %l = nn.l2 %z : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @normalized(%x: tensor<?x4xf32>) {
    // CHECK: ae.batch_norm %x : tensor<?x4xf32>
    %0 = ae.batch_norm %x : tensor<?x4xf32>
    // CHECK: ae.batch_norm %{{.*}} {epsilon = 1.000000e-03 : f64} as @bn : tensor<?x4xf32>
    %1 = ae.batch_norm %0 {epsilon = 1.000000e-03 : f64} as @bn : tensor<?x4xf32>
    ae.return %1 : tensor<?x4xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 4 : tensor<?x4xf32>
    ae.return %z : tensor<?x4xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x4xf32>
    %l = nn.l2 %z : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @batch_norm_c1(%x: tensor<?xf32>) {
    // expected-error @+1 {{'ae.batch_norm' op expected an input with a batch and features, found 'tensor<?xf32>'}}
    %0 = ae.batch_norm %x : tensor<?xf32>
    ae.return %0 : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 4 : tensor<?x4xf32>
    ae.return %z : tensor<?x4xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x4xf32>
    %l = nn.l2 %z : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @batch_norm_c2(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.batch_norm' op expected a positive epsilon, found 0.000000e+00}}
    %0 = ae.batch_norm %x {epsilon = 0.0} : tensor<?x4xf32>
    ae.return %0 : tensor<?x4xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 4 : tensor<?x4xf32>
    ae.return %z : tensor<?x4xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x4xf32>
    %l = nn.l2 %z : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @batch_norm_c2(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.batch_norm' op expected a momentum from 0 to 1, found 1.500000e+00}}
    %0 = ae.batch_norm %x {momentum = 1.5} : tensor<?x4xf32>
    ae.return %0 : tensor<?x4xf32>
  }
}

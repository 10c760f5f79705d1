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
    // CHECK: ae.group_norm %x, 2 : tensor<?x4xf32>
    %0 = ae.group_norm %x, 2 : tensor<?x4xf32>
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
  ae.network @group_norm_c1(%x: tensor<?xf32>) {
    // expected-error @+1 {{'ae.group_norm' op expected an input with a batch and features, found 'tensor<?xf32>'}}
    %0 = ae.group_norm %x, 1 : tensor<?xf32>
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
  ae.network @group_norm_c2(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.group_norm' op expected groups that divide the 4 channels, found 3}}
    %0 = ae.group_norm %x, 3 : tensor<?x4xf32>
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
  ae.network @group_norm_c3(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.group_norm' op expected a positive epsilon, found 0.000000e+00}}
    %0 = ae.group_norm %x, 2 {epsilon = 0.0} : tensor<?x4xf32>
    ae.return %0 : tensor<?x4xf32>
  }
}

// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

ae.model @m {
  ae.network @encoder(%x: tensor<?x10xf32>) {
    // CHECK: ae.normalize %x, standardize : tensor<?x10xf32>
    %n = ae.normalize %x, standardize : tensor<?x10xf32>
    // CHECK: ae.normalize %{{.*}}, unit as @unit : tensor<?x10xf32>
    %u = ae.normalize %n, unit as @unit : tensor<?x10xf32>
    ae.return %u : tensor<?x10xf32>
  }
  ae.objective @o(%x: tensor<?x10xf32>) trains [@encoder] with #ae.adam {
    %l = nn.l2 %x : tensor<?x10xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @normalize_c1(%x: tensor<?x4xf32>) {
    %0 = nn.relu %x : tensor<?x4xf32>
    // expected-error @+1 {{'ae.normalize' op is fitted on the training data and expected an argument of the network as its input; move it to the front}}
    %1 = ae.normalize %0, minmax : tensor<?x4xf32>
    ae.return %1 : tensor<?x4xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @normalize_c2(%x: tensor<?xf32>) {
    // expected-error @+1 {{'ae.normalize' op expected an input with a batch and features, found 'tensor<?xf32>'}}
    %0 = ae.normalize %x, robust : tensor<?xf32>
    ae.return %0 : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @method(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{expected standardize, minmax, robust or unit, found zscore}}
    %0 = ae.normalize %x, zscore : tensor<?x4xf32>
  }
}

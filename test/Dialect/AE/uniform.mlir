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
  ae.network @drawn(%x: tensor<?x4xf32>) {
    // CHECK: ae.uniform {low = -1.000000e+00 : f64} : tensor<?x20xf32>
    %z = ae.uniform {low = -1.0} : tensor<?x20xf32>
    ae.return %z : tensor<?x20xf32>
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
  ae.network @uniform_c1(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.uniform' op expected a type with the batch and features, such as tensor<?x20xf32>, found 'tensor<?xf32>'}}
    %z = ae.uniform : tensor<?xf32>
    ae.return %z : tensor<?xf32>
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
  ae.network @uniform_c2(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.uniform' op expected low below high, found 1.000000e+00 and 1.000000e+00}}
    %z = ae.uniform {low = 1.0} : tensor<?x2xf32>
    ae.return %z : tensor<?x2xf32>
  }
}

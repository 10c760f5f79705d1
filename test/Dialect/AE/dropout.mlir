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
  ae.network @noisy(%x: tensor<?x4xf32>) {
    // CHECK: ae.dropout %x, 5.000000e-01 : tensor<?x4xf32>
    %0 = ae.dropout %x, 0.5 : tensor<?x4xf32>
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
  ae.network @dropout_c1(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.dropout' op expected a probability of at least 0 and below 1, found 1.000000e+00}}
    %0 = ae.dropout %x, 1.0 : tensor<?x4xf32>
    ae.return %0 : tensor<?x4xf32>
  }
}

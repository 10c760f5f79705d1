// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 16 : tensor<?x4xf32>
    ae.return %z : tensor<?x16xf32>
  }
  ae.network @entropy(%z: tensor<?x16xf32>) {
    // CHECK: ae.rate %z, 5.000000e-01 as @density : tensor<?x16xf32>
    %bits = ae.rate %z, 0.5 as @density : tensor<?x16xf32>
    ae.return %bits : tensor<?xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder, @entropy] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x16xf32>
    %l = ae.apply @entropy(%z) : (tensor<?x16xf32>) -> tensor<?xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @rate_c1(%z: tensor<?xf32>) {
    // expected-error @+1 {{'ae.rate' op expected an input [batch, features] or [batch, channels, ...], found 'tensor<?xf32>'}}
    %bits = ae.rate %z, 0.5 : tensor<?xf32>
    ae.return %bits : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @rate_c2(%z: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.rate' op expected a step above 0, found -1.000000e+00}}
    %bits = ae.rate %z, -1 : tensor<?x4xf32>
    ae.return %bits : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @words(%z: tensor<?x4xf32>) {
    // expected-error @+1 {{unknown word 'wide', expected one of as}}
    %bits = ae.rate %z, 1 wide : tensor<?x4xf32>
    ae.return %bits : tensor<?xf32>
  }
}

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
    // CHECK: ae.salt_and_pepper %x, 1.000000e-01 {low = -1.000000e+00 : f64} : tensor<?x4xf32>
    %0 = ae.salt_and_pepper %x, 0.1 {low = -1.0} : tensor<?x4xf32>
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
  ae.network @salt_and_pepper_c1(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.salt_and_pepper' op expected a probability from 0 to 1, found 1.500000e+00}}
    %0 = ae.salt_and_pepper %x, 1.5 : tensor<?x4xf32>
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
  ae.network @salt_and_pepper_c2(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.salt_and_pepper' op expected low below high, found 2.000000e+00 and 1.000000e+00; exchange them}}
    %0 = ae.salt_and_pepper %x, 0.1 {low = 2.0} : tensor<?x4xf32>
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
  ae.network @salt_and_pepper_c2_equal(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.salt_and_pepper' op expected low below high, found 1.000000e+00 and 1.000000e+00}}
    %0 = ae.salt_and_pepper %x, 0.1 {low = 1.0} : tensor<?x4xf32>
    ae.return %0 : tensor<?x4xf32>
  }
}

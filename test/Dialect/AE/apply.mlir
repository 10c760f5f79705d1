// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

ae.model @m {
  // CHECK: ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
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
  ae.network @apply_c1(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.apply' op applies missing network @missing}}
    %0 = ae.apply @missing(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    ae.return %0 : tensor<?x2xf32>
  }
}

// -----

ae.model @m {
  // expected-note @+1 {{the network is here}}
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @apply_c2_operands(%x: tensor<?x4xf32>) {
    %0 = nn.slice %x dim 1 from 0 size 2 : tensor<?x4xf32>
    // expected-error @+1 {{'ae.apply' op expected operands of types ('tensor<?x4xf32>'), found ('tensor<?x2xf32>')}}
    %1 = ae.apply @encoder(%0) : (tensor<?x2xf32>) -> tensor<?x2xf32>
    ae.return %1 : tensor<?x2xf32>
  }
}

// -----

ae.model @m {
  // expected-note @+1 {{the network is here}}
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @apply_c2_results(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.apply' op expected results of types ('tensor<?x2xf32>'), found ('tensor<?x3xf32>')}}
    %0 = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x3xf32>
    ae.return %0 : tensor<?x3xf32>
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
  ae.network @apply_c3(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.apply' op makes network @apply_c3 apply itself}}
    %0 = ae.apply @apply_c3(%x) : (tensor<?x4xf32>) -> tensor<?x4xf32>
    ae.return %0 : tensor<?x4xf32>
  }
}

// -----

// apply_c3_by_another
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
  ae.network @one(%x: tensor<?x4xf32>) {
    %0 = ae.apply @two(%x) : (tensor<?x4xf32>) -> tensor<?x4xf32>
    ae.return %0 : tensor<?x4xf32>
  }
  ae.network @two(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.apply' op makes network @two apply itself}}
    %0 = ae.apply @one(%x) : (tensor<?x4xf32>) -> tensor<?x4xf32>
    ae.return %0 : tensor<?x4xf32>
  }
}

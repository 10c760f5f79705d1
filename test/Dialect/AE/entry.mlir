// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

ae.model @m {
  // CHECK: ae.entry @encode(%x: tensor<?x784xf32>) {
  // CHECK-NEXT: %[[Z:.*]] = ae.apply @encoder(%x) : (tensor<?x784xf32>) -> tensor<?x32xf32>
  // CHECK-NEXT: ae.return %[[Z]] : tensor<?x32xf32>
  ae.entry @encode(%x: tensor<?x784xf32>) {
    %z = ae.apply @encoder(%x) : (tensor<?x784xf32>) -> tensor<?x32xf32>
    ae.return %z : tensor<?x32xf32>
  }
  ae.network @encoder(%x: tensor<?x784xf32>) {
    %z = ae.dense %x, 32 : tensor<?x784xf32>
    ae.return %z : tensor<?x32xf32>
  }
  ae.objective @o(%x: tensor<?x784xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x784xf32>) -> tensor<?x32xf32>
    %l = nn.l2 %z : tensor<?x32xf32>
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
  // expected-error @+1 {{'ae.entry' op expected ae.return at its end}}
  ae.entry @entry_c1(%x: tensor<?x4xf32>) {
    %0 = nn.relu %x : tensor<?x4xf32>
  }
}

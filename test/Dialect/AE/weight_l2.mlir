// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    // CHECK: ae.weight_l2 [@encoder] : tensor<f32>
    %l = ae.weight_l2 [@encoder] : tensor<f32>
    ae.minimize %l as "l" : tensor<f32>
  }
}

// -----

// weight_l2_c1
ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    // expected-error @+1 {{'ae.weight_l2' op names missing network @missing}}
    %l = ae.weight_l2 [@missing] : tensor<f32>
    ae.minimize %l as "l" : tensor<f32>
  }
}

// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %h = ae.dense %x, 16 : tensor<?x4xf32>
    // CHECK: ae.quantize %{{.*}}, 5.000000e-01 : tensor<?x16xf32>
    %z = ae.quantize %h, 0.5 : tensor<?x16xf32>
    // CHECK: ae.quantize %{{.*}}, 1.000000e+00 : tensor<?x16xf32>
    %y = ae.quantize %z, 1 : tensor<?x16xf32>
    ae.return %y : tensor<?x16xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x16xf32>
    %l = nn.l2 %z : tensor<?x16xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %h = ae.dense %x, 16 : tensor<?x4xf32>
    ae.return %h : tensor<?x16xf32>
  }
  ae.objective @quantize_c1(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x16xf32>
    // expected-error @+1 {{'ae.quantize' op expected a step above 0, found 0.000000e+00}}
    %q = ae.quantize %z, 0 : tensor<?x16xf32>
    %l = nn.l2 %q : tensor<?x16xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

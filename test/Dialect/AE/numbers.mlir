// RUN: aec-opt %s -split-input-file -verify-diagnostics | FileCheck %s

// Integers are numbers: 5 is 5.0, -1 is -1.0; other things are not.
// CHECK-LABEL: ae.model @numbers
ae.model @numbers {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 init(#ae.uniform<low = -1, high = 1>) : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // CHECK: #ae.adam<schedule = #ae.step<every = 5.000000e+00>>
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam<schedule = #ae.step<every = 5>> {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    // CHECK: ae.minimize 2.000000e+00 * %{{.*}} as "l" + -5.000000e-01 * %{{.*}} as "m"
    ae.minimize 2 * %l as "l" + -0.5 * %l as "m" : tensor<?xf32>, tensor<?xf32>
  }
}

// -----

ae.model @no_number {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    // expected-error @+2 {{expected a number}}
    // expected-error @+1 {{failed to parse AE_Constant parameter 'value' which is to be a `::mlir::FloatAttr`}}
    %z = ae.dense %x, 2 init(#ae.constant<-x>) : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
}

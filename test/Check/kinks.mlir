// Entries whose one-sided differences disagree are counted and replaced by
// others; where too few are left, the check says so.
// RUN: aec check %s --model=some --target=reference --entries=16 | FileCheck %s
// CHECK: network.0.weight 1x64 16 {{[1-9][0-9]*}} {{.*}} ok
// CHECK: all 1 gradients agree
// Behind kinks that only the wider steps meet, the smaller ones agree.
// RUN: aec check %s --model=near --target=reference --entries=64 | FileCheck %s --check-prefix=NEAR
// NEAR: network.0.weight 1x64 {{6[0-4]}} {{[0-4]}} {{.*}} ok
// RUN: not aec check %s --model=everywhere --target=reference | FileCheck %s --check-prefix=MANY
// MANY: network.0.weight 1x8 0 8 0.0e+00 {{.*}} TOO MANY KINKS
// MANY: 1 of 1 gradients are wrong
ae.model @everywhere {
  ae.network @network(%x: tensor<?x8xf32>) {
    %0 = ae.dense %x, 1 no_bias init(#ae.uniform<low = -1.0e-9, high = 1.0e-9>) : tensor<?x8xf32>
    %1 = nn.abs %0 : tensor<?x1xf32>
    ae.return %1 : tensor<?x1xf32>
  }
  ae.objective @o(%x: tensor<?x8xf32>) trains [@network] with #ae.sgd {
    %y = ae.apply @network(%x) : (tensor<?x8xf32>) -> tensor<?x1xf32>
    %l = nn.l1 %y : tensor<?x1xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.entry @run(%x: tensor<?x8xf32>) {
    %y = ae.apply @network(%x) : (tensor<?x8xf32>) -> tensor<?x1xf32>
    ae.return %y : tensor<?x1xf32>
  }
}
ae.model @some {
  ae.network @network(%x: tensor<?x64xf32>) {
    %0 = ae.dense %x, 1 no_bias init(#ae.uniform<low = -3.0e-7, high = 3.0e-7>) : tensor<?x64xf32>
    ae.return %0 : tensor<?x1xf32>
  }
  ae.objective @o(%x: tensor<?x64xf32>) trains [@network] with #ae.sgd {
    %y = ae.apply @network(%x) : (tensor<?x64xf32>) -> tensor<?x1xf32>
    %l = nn.mse %y, %y : tensor<?x1xf32>
    %p = ae.weight_l1 [@network] : tensor<f32>
    ae.minimize %l as "l" + 1.0 * %p as "p" : tensor<?xf32>, tensor<f32>
  }
  ae.entry @run(%x: tensor<?x64xf32>) {
    %y = ae.apply @network(%x) : (tensor<?x64xf32>) -> tensor<?x1xf32>
    ae.return %y : tensor<?x1xf32>
  }
}
ae.model @near {
  ae.network @network(%x: tensor<?x64xf32>) {
    %0 = ae.dense %x, 1 no_bias init(#ae.uniform<low = -3.0e-5, high = 3.0e-5>) : tensor<?x64xf32>
    ae.return %0 : tensor<?x1xf32>
  }
  ae.objective @o(%x: tensor<?x64xf32>) trains [@network] with #ae.sgd {
    %y = ae.apply @network(%x) : (tensor<?x64xf32>) -> tensor<?x1xf32>
    %l = nn.mse %y, %y : tensor<?x1xf32>
    %p = ae.weight_l1 [@network] : tensor<f32>
    ae.minimize %l as "l" + 1.0 * %p as "p" : tensor<?xf32>, tensor<f32>
  }
  ae.entry @run(%x: tensor<?x64xf32>) {
    %y = ae.apply @network(%x) : (tensor<?x64xf32>) -> tensor<?x1xf32>
    ae.return %y : tensor<?x1xf32>
  }
}

// Padded sequences: lengths are drawn over all steps and targets over all classes, so that
// the weights behind a mask have gradients to compare.
// RUN: aec check %s | FileCheck %s
// CHECK: encoder.gru.weight_hh_l0 12x4 32 {{.*}} ok{{$}}
// CHECK: all 7 gradients agree
ae.model @padded {
  ae.network @encoder(%tokens: tensor<?x6xi64>, %n: tensor<?xi64>) {
    %e = ae.embedding %tokens, 9 as @table : tensor<?x6xi64> -> tensor<?x6x3xf32>
    %m = nn.sequence_mask %n like %e : tensor<?xi64>, tensor<?x6x3xf32>
    %s, %last = ae.gru %e, 4 mask %m as @gru : tensor<?x6x3xf32>, tensor<?x6xf32>
    %y = ae.dense %s, 9 as @out : tensor<?x6x4xf32>
    ae.return %y, %m : tensor<?x6x9xf32>, tensor<?x6xf32>
  }
  ae.objective @o(%tokens: tensor<?x6xi64>, %n: tensor<?xi64>) trains [@encoder] with #ae.adam {
    %y, %m = ae.apply @encoder(%tokens, %n) : (tensor<?x6xi64>, tensor<?xi64>) -> (tensor<?x6x9xf32>, tensor<?x6xf32>)
    %l = nn.masked_cross_entropy %y, %tokens mask %m : tensor<?x6x9xf32>, tensor<?x6xi64>, tensor<?x6xf32>
    ae.minimize %l : tensor<?xf32>
  }
  ae.entry @run(%tokens: tensor<?x6xi64>, %n: tensor<?xi64>) {
    %y, %m = ae.apply @encoder(%tokens, %n) : (tensor<?x6xi64>, tensor<?xi64>) -> (tensor<?x6x9xf32>, tensor<?x6xf32>)
    ae.return %y : tensor<?x6x9xf32>
  }
}

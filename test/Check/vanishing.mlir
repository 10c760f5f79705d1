// A gradient that is 0 in exact arithmetic is rounding in any other: of a bias
// that a batch norm takes away again. It is compared with the other gradients,
// and what is wrong with one of them is still seen.
// RUN: aec check %s | FileCheck %s
// CHECK: network.0.weight 2x3 6 0 {{.*}} ok{{$}}
// CHECK: network.0.bias 2 2 0 {{[0-9.]+e-[0-9]+ [0-9.]+e-[0-9]+}} 0.0e+00 ok, it is 0
// CHECK: network.1.bias 2 2 0 {{.*}} ok{{$}}
// CHECK: all 4 gradients agree
//
// RUN: not aec check %s --seed-fault-fast="fault=double op=nn.sum_to" | FileCheck %s --check-prefix=FAULT
// FAULT: FAST PATH DIFFERS
ae.model @m {
  ae.network @network(%x: tensor<?x3xf32>) {
    %0 = ae.dense %x, 2 : tensor<?x3xf32>
    %1 = ae.batch_norm %0 : tensor<?x2xf32>
    %2 = nn.tanh %1 : tensor<?x2xf32>
    ae.return %2 : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x3xf32>) trains [@network] with #ae.adam {
    %y = ae.apply @network(%x) : (tensor<?x3xf32>) -> tensor<?x2xf32>
    %s = nn.slice %x dim 1 from 0 size 2 : tensor<?x3xf32>
    %l = nn.mse %y, %s : tensor<?x2xf32>
    ae.minimize %l : tensor<?xf32>
  }
  ae.entry @run(%x: tensor<?x3xf32>) {
    %y = ae.apply @network(%x) : (tensor<?x3xf32>) -> tensor<?x2xf32>
    ae.return %y : tensor<?x2xf32>
  }
}

// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @elu(
// CHECK: nn.elu %{{.*}} : tensor<?x4xf32>{{$}}
func.func @elu(%x: tensor<?x4xf32>) {
  %y = nn.elu %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @elu_1(
// CHECK: nn.elu %{{.*}} {alpha = 2.000000e+00 : f64} : tensor<?x4xf32>{{$}}
func.func @elu_1(%x: tensor<?x4xf32>) {
  %y = nn.elu %x {alpha = 2.000000e+00 : f64} : tensor<?x4xf32>
  return
}

// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @softplus(
// CHECK: nn.softplus %{{.*}} : tensor<?x4xf32>{{$}}
func.func @softplus(%x: tensor<?x4xf32>) {
  %y = nn.softplus %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @softplus_1(
// CHECK: nn.softplus %{{.*}} : tensor<f64>{{$}}
func.func @softplus_1(%x: tensor<f64>) {
  %y = nn.softplus %x : tensor<f64>
  return
}

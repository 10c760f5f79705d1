// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @tanh(
// CHECK: nn.tanh %{{.*}} : tensor<?x4xf32>{{$}}
func.func @tanh(%x: tensor<?x4xf32>) {
  %y = nn.tanh %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @tanh_1(
// CHECK: nn.tanh %{{.*}} : tensor<f64>{{$}}
func.func @tanh_1(%x: tensor<f64>) {
  %y = nn.tanh %x : tensor<f64>
  return
}

// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @hard_tanh(
// CHECK: nn.hard_tanh %{{.*}} : tensor<?x4xf32>{{$}}
func.func @hard_tanh(%x: tensor<?x4xf32>) {
  %y = nn.hard_tanh %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @hard_tanh_1(
// CHECK: nn.hard_tanh %{{.*}} : tensor<f64>{{$}}
func.func @hard_tanh_1(%x: tensor<f64>) {
  %y = nn.hard_tanh %x : tensor<f64>
  return
}

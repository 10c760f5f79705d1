// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @hard_sigmoid(
// CHECK: nn.hard_sigmoid %{{.*}} : tensor<?x4xf32>{{$}}
func.func @hard_sigmoid(%x: tensor<?x4xf32>) {
  %y = nn.hard_sigmoid %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @hard_sigmoid_1(
// CHECK: nn.hard_sigmoid %{{.*}} : tensor<f64>{{$}}
func.func @hard_sigmoid_1(%x: tensor<f64>) {
  %y = nn.hard_sigmoid %x : tensor<f64>
  return
}

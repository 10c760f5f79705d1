// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @hard_swish(
// CHECK: nn.hard_swish %{{.*}} : tensor<?x4xf32>{{$}}
func.func @hard_swish(%x: tensor<?x4xf32>) {
  %y = nn.hard_swish %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @hard_swish_1(
// CHECK: nn.hard_swish %{{.*}} : tensor<f64>{{$}}
func.func @hard_swish_1(%x: tensor<f64>) {
  %y = nn.hard_swish %x : tensor<f64>
  return
}

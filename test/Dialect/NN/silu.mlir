// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @silu(
// CHECK: nn.silu %{{.*}} : tensor<?x4xf32>{{$}}
func.func @silu(%x: tensor<?x4xf32>) {
  %y = nn.silu %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @silu_1(
// CHECK: nn.silu %{{.*}} : tensor<f64>{{$}}
func.func @silu_1(%x: tensor<f64>) {
  %y = nn.silu %x : tensor<f64>
  return
}

// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @abs(
// CHECK: nn.abs %{{.*}} : tensor<?x4xf32>{{$}}
func.func @abs(%x: tensor<?x4xf32>) {
  %y = nn.abs %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @abs_1(
// CHECK: nn.abs %{{.*}} : tensor<f64>{{$}}
func.func @abs_1(%x: tensor<f64>) {
  %y = nn.abs %x : tensor<f64>
  return
}

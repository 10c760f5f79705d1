// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @selu(
// CHECK: nn.selu %{{.*}} : tensor<?x4xf32>{{$}}
func.func @selu(%x: tensor<?x4xf32>) {
  %y = nn.selu %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @selu_1(
// CHECK: nn.selu %{{.*}} : tensor<f64>{{$}}
func.func @selu_1(%x: tensor<f64>) {
  %y = nn.selu %x : tensor<f64>
  return
}

// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @gelu(
// CHECK: nn.gelu %{{.*}} : tensor<?x4xf32>{{$}}
func.func @gelu(%x: tensor<?x4xf32>) {
  %y = nn.gelu %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @gelu_1(
// CHECK: nn.gelu %{{.*}} approximate tanh : tensor<?x4xf32>{{$}}
func.func @gelu_1(%x: tensor<?x4xf32>) {
  %y = nn.gelu %x approximate tanh : tensor<?x4xf32>
  return
}

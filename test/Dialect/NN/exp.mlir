// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @exp(
// CHECK: nn.exp %{{.*}} : tensor<?x4xf32>{{$}}
func.func @exp(%x: tensor<?x4xf32>) {
  %y = nn.exp %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @exp_1(
// CHECK: nn.exp %{{.*}} : tensor<f64>{{$}}
func.func @exp_1(%x: tensor<f64>) {
  %y = nn.exp %x : tensor<f64>
  return
}

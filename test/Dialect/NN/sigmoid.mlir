// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @sigmoid(
// CHECK: nn.sigmoid %{{.*}} : tensor<?x4xf32>{{$}}
func.func @sigmoid(%x: tensor<?x4xf32>) {
  %y = nn.sigmoid %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @sigmoid_1(
// CHECK: nn.sigmoid %{{.*}} : tensor<f64>{{$}}
func.func @sigmoid_1(%x: tensor<f64>) {
  %y = nn.sigmoid %x : tensor<f64>
  return
}

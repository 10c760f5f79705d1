// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @stop_gradient(
// CHECK: nn.stop_gradient %{{.*}} : tensor<?x4xf32>{{$}}
func.func @stop_gradient(%x: tensor<?x4xf32>) {
  %y = nn.stop_gradient %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @stop_gradient_1(
// CHECK: nn.stop_gradient %{{.*}} : tensor<f64>{{$}}
func.func @stop_gradient_1(%x: tensor<f64>) {
  %y = nn.stop_gradient %x : tensor<f64>
  return
}

// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @square(
// CHECK: nn.square %{{.*}} : tensor<?x4xf32>{{$}}
func.func @square(%x: tensor<?x4xf32>) {
  %y = nn.square %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @square_1(
// CHECK: nn.square %{{.*}} : tensor<f64>{{$}}
func.func @square_1(%x: tensor<f64>) {
  %y = nn.square %x : tensor<f64>
  return
}

// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @sqrt(
// CHECK: nn.sqrt %{{.*}} : tensor<?x4xf32>{{$}}
func.func @sqrt(%x: tensor<?x4xf32>) {
  %y = nn.sqrt %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @sqrt_1(
// CHECK: nn.sqrt %{{.*}} : tensor<f64>{{$}}
func.func @sqrt_1(%x: tensor<f64>) {
  %y = nn.sqrt %x : tensor<f64>
  return
}

// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @mul(
// CHECK: nn.mul %{{.*}}, %{{.*}} : tensor<?x4xf32>{{$}}
func.func @mul(%x: tensor<?x4xf32>, %b: tensor<?x4xf32>) {
  %y = nn.mul %x, %b : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @mul_1(
// CHECK: nn.mul %{{.*}}, %{{.*}} : tensor<?x4xf32>, tensor<4xf32>{{$}}
func.func @mul_1(%x: tensor<?x4xf32>, %b: tensor<4xf32>) {
  %y = nn.mul %x, %b : tensor<?x4xf32>, tensor<4xf32>
  return
}

// CHECK-LABEL: @mul_2(
// CHECK: nn.mul %{{.*}}, %{{.*}} : tensor<4x1xf64>, tensor<1x3xf64>{{$}}
func.func @mul_2(%x: tensor<4x1xf64>, %b: tensor<1x3xf64>) {
  %y = nn.mul %x, %b : tensor<4x1xf64>, tensor<1x3xf64>
  return
}

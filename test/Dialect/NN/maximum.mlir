// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @maximum(
// CHECK: nn.maximum %{{.*}}, %{{.*}} : tensor<?x4xf32>{{$}}
func.func @maximum(%x: tensor<?x4xf32>, %b: tensor<?x4xf32>) {
  %y = nn.maximum %x, %b : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @maximum_1(
// CHECK: nn.maximum %{{.*}}, %{{.*}} : tensor<?x4xf32>, tensor<4xf32>{{$}}
func.func @maximum_1(%x: tensor<?x4xf32>, %b: tensor<4xf32>) {
  %y = nn.maximum %x, %b : tensor<?x4xf32>, tensor<4xf32>
  return
}

// CHECK-LABEL: @maximum_2(
// CHECK: nn.maximum %{{.*}}, %{{.*}} : tensor<4x1xf64>, tensor<1x3xf64>{{$}}
func.func @maximum_2(%x: tensor<4x1xf64>, %b: tensor<1x3xf64>) {
  %y = nn.maximum %x, %b : tensor<4x1xf64>, tensor<1x3xf64>
  return
}

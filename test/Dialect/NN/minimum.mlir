// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @minimum(
// CHECK: nn.minimum %{{.*}}, %{{.*}} : tensor<?x4xf32>{{$}}
func.func @minimum(%x: tensor<?x4xf32>, %b: tensor<?x4xf32>) {
  %y = nn.minimum %x, %b : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @minimum_1(
// CHECK: nn.minimum %{{.*}}, %{{.*}} : tensor<?x4xf32>, tensor<4xf32>{{$}}
func.func @minimum_1(%x: tensor<?x4xf32>, %b: tensor<4xf32>) {
  %y = nn.minimum %x, %b : tensor<?x4xf32>, tensor<4xf32>
  return
}

// CHECK-LABEL: @minimum_2(
// CHECK: nn.minimum %{{.*}}, %{{.*}} : tensor<4x1xf64>, tensor<1x3xf64>{{$}}
func.func @minimum_2(%x: tensor<4x1xf64>, %b: tensor<1x3xf64>) {
  %y = nn.minimum %x, %b : tensor<4x1xf64>, tensor<1x3xf64>
  return
}

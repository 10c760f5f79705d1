// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @sub(
// CHECK: nn.sub %{{.*}}, %{{.*}} : tensor<?x4xf32>{{$}}
func.func @sub(%x: tensor<?x4xf32>, %b: tensor<?x4xf32>) {
  %y = nn.sub %x, %b : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @sub_1(
// CHECK: nn.sub %{{.*}}, %{{.*}} : tensor<?x4xf32>, tensor<4xf32>{{$}}
func.func @sub_1(%x: tensor<?x4xf32>, %b: tensor<4xf32>) {
  %y = nn.sub %x, %b : tensor<?x4xf32>, tensor<4xf32>
  return
}

// CHECK-LABEL: @sub_2(
// CHECK: nn.sub %{{.*}}, %{{.*}} : tensor<4x1xf64>, tensor<1x3xf64>{{$}}
func.func @sub_2(%x: tensor<4x1xf64>, %b: tensor<1x3xf64>) {
  %y = nn.sub %x, %b : tensor<4x1xf64>, tensor<1x3xf64>
  return
}

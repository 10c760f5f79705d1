// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @pow(
// CHECK: nn.pow %{{.*}}, %{{.*}} : tensor<?x4xf32>{{$}}
func.func @pow(%x: tensor<?x4xf32>, %b: tensor<?x4xf32>) {
  %y = nn.pow %x, %b : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @pow_1(
// CHECK: nn.pow %{{.*}}, %{{.*}} : tensor<?x4xf32>, tensor<4xf32>{{$}}
func.func @pow_1(%x: tensor<?x4xf32>, %b: tensor<4xf32>) {
  %y = nn.pow %x, %b : tensor<?x4xf32>, tensor<4xf32>
  return
}

// CHECK-LABEL: @pow_2(
// CHECK: nn.pow %{{.*}}, %{{.*}} : tensor<4x1xf64>, tensor<1x3xf64>{{$}}
func.func @pow_2(%x: tensor<4x1xf64>, %b: tensor<1x3xf64>) {
  %y = nn.pow %x, %b : tensor<4x1xf64>, tensor<1x3xf64>
  return
}

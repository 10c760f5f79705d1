// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @div(
// CHECK: nn.div %{{.*}}, %{{.*}} : tensor<?x4xf32>{{$}}
func.func @div(%x: tensor<?x4xf32>, %b: tensor<?x4xf32>) {
  %y = nn.div %x, %b : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @div_1(
// CHECK: nn.div %{{.*}}, %{{.*}} : tensor<?x4xf32>, tensor<4xf32>{{$}}
func.func @div_1(%x: tensor<?x4xf32>, %b: tensor<4xf32>) {
  %y = nn.div %x, %b : tensor<?x4xf32>, tensor<4xf32>
  return
}

// CHECK-LABEL: @div_2(
// CHECK: nn.div %{{.*}}, %{{.*}} : tensor<4x1xf64>, tensor<1x3xf64>{{$}}
func.func @div_2(%x: tensor<4x1xf64>, %b: tensor<1x3xf64>) {
  %y = nn.div %x, %b : tensor<4x1xf64>, tensor<1x3xf64>
  return
}

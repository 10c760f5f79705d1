// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @relu6(
// CHECK: nn.relu6 %{{.*}} : tensor<?x4xf32>{{$}}
func.func @relu6(%x: tensor<?x4xf32>) {
  %y = nn.relu6 %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @relu6_1(
// CHECK: nn.relu6 %{{.*}} : tensor<f64>{{$}}
func.func @relu6_1(%x: tensor<f64>) {
  %y = nn.relu6 %x : tensor<f64>
  return
}

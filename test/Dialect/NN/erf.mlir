// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @erf(
// CHECK: nn.erf %{{.*}} : tensor<?x4xf32>{{$}}
func.func @erf(%x: tensor<?x4xf32>) {
  %y = nn.erf %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @erf_1(
// CHECK: nn.erf %{{.*}} : tensor<f64>{{$}}
func.func @erf_1(%x: tensor<f64>) {
  %y = nn.erf %x : tensor<f64>
  return
}

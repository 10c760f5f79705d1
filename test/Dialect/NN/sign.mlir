// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @sign(
// CHECK: nn.sign %{{.*}} : tensor<?x4xf32>{{$}}
func.func @sign(%x: tensor<?x4xf32>) {
  %y = nn.sign %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @sign_1(
// CHECK: nn.sign %{{.*}} : tensor<f64>{{$}}
func.func @sign_1(%x: tensor<f64>) {
  %y = nn.sign %x : tensor<f64>
  return
}

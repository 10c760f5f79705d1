// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @log(
// CHECK: nn.log %{{.*}} : tensor<?x4xf32>{{$}}
func.func @log(%x: tensor<?x4xf32>) {
  %y = nn.log %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @log_1(
// CHECK: nn.log %{{.*}} : tensor<f64>{{$}}
func.func @log_1(%x: tensor<f64>) {
  %y = nn.log %x : tensor<f64>
  return
}

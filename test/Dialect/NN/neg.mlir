// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @neg(
// CHECK: nn.neg %{{.*}} : tensor<?x4xf32>{{$}}
func.func @neg(%x: tensor<?x4xf32>) {
  %y = nn.neg %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @neg_1(
// CHECK: nn.neg %{{.*}} : tensor<f64>{{$}}
func.func @neg_1(%x: tensor<f64>) {
  %y = nn.neg %x : tensor<f64>
  return
}

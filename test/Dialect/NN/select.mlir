// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @select(
// CHECK: nn.select %{{.*}}, %{{.*}}, %{{.*}} : tensor<?x4xf32>, tensor<?x4xf32>, tensor<4xf32>{{$}}
func.func @select(%x: tensor<?x4xf32>, %a: tensor<4xf32>) {
  %y = nn.select %x, %x, %a : tensor<?x4xf32>, tensor<?x4xf32>, tensor<4xf32>
  return
}

// CHECK-LABEL: @select_1(
// CHECK: nn.select %{{.*}}, %{{.*}}, %{{.*}} : tensor<?x4xf32>{{$}}
func.func @select_1(%x: tensor<?x4xf32>) {
  %y = nn.select %x, %x, %x : tensor<?x4xf32>
  return
}

// -----

func.func @select_sizes(%x: tensor<?x4xf32>, %a: tensor<3xf32>) {
  // expected-error @+1 {{'nn.select' op cannot broadcast 'tensor<?x4xf32>' with 'tensor<3xf32>': sizes 4 and 3 differ}}
  %y = nn.select %x, %x, %a : tensor<?x4xf32>, tensor<?x4xf32>, tensor<3xf32>
  return
}

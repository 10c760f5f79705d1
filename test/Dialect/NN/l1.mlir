// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @l1(
// CHECK: nn.l1 %{{.*}} : tensor<?x4xf32>{{$}}
func.func @l1(%x: tensor<?x4xf32>) {
  %l = nn.l1 %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @l1_1(
// CHECK: nn.l1 %{{.*}} reduce sum : tensor<8x4xf32>{{$}}
func.func @l1_1(%w: tensor<8x4xf32>) {
  %l = nn.l1 %w reduce sum : tensor<8x4xf32>
  return
}

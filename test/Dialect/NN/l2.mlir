// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @l2(
// CHECK: nn.l2 %{{.*}} : tensor<?x4xf32>{{$}}
func.func @l2(%x: tensor<?x4xf32>) {
  %l = nn.l2 %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @l2_1(
// CHECK: nn.l2 %{{.*}} reduce sum : tensor<8x4xf32>{{$}}
func.func @l2_1(%w: tensor<8x4xf32>) {
  %l = nn.l2 %w reduce sum : tensor<8x4xf32>
  return
}

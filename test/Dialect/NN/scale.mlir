// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @scale(
// CHECK: nn.scale %{{.*}} by %{{.*}} : tensor<?x4xf32>{{$}}
func.func @scale(%x: tensor<?x4xf32>, %factor: f64) -> tensor<?x4xf32> {
  %y = nn.scale %x by %factor : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

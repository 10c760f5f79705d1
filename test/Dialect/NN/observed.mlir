// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @observed(
// CHECK: nn.observed %{{.*}} : tensor<?x4xf32>{{$}}
func.func @observed(%x: tensor<?x4xf32>) {
  %m = nn.observed %x : tensor<?x4xf32>
  return
}

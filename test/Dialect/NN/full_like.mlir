// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @full_like(
// CHECK: nn.full_like %{{.*}}, 1.000000e+00 : tensor<?x1xf32>{{$}}
func.func @full_like(%d: tensor<?x1xf32>) {
  %real = nn.full_like %d, 1.0 : tensor<?x1xf32>
  return
}

// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @step(
// CHECK: nn.step %{{.*}} : tensor<?x4xf32>{{$}}
func.func @step(%x: tensor<?x4xf32>) {
  %y = nn.step %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @step_1(
// CHECK: nn.step %{{.*}} {high = 2.000000e+00 : f64, low = -1.000000e+00 : f64} : tensor<?x4xf32>{{$}}
func.func @step_1(%x: tensor<?x4xf32>) {
  %y = nn.step %x {high = 2.000000e+00 : f64, low = -1.000000e+00 : f64} : tensor<?x4xf32>
  return
}

// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @within(
// CHECK: nn.within %{{.*}} {high = 1.000000e+00 : f64, low = -1.000000e+00 : f64} : tensor<?x4xf32>{{$}}
func.func @within(%x: tensor<?x4xf32>) {
  %y = nn.within %x {high = 1.000000e+00 : f64, low = -1.000000e+00 : f64} : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @within_1(
// CHECK: nn.within %{{.*}} {closed, high = 1.000000e+00 : f64, low = -1.000000e+00 : f64} : tensor<?x4xf32>{{$}}
func.func @within_1(%x: tensor<?x4xf32>) {
  %y = nn.within %x {closed, high = 1.000000e+00 : f64, low = -1.000000e+00 : f64} : tensor<?x4xf32>
  return
}

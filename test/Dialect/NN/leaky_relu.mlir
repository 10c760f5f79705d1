// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @leaky_relu(
// CHECK: nn.leaky_relu %{{.*}} : tensor<?x4xf32>{{$}}
func.func @leaky_relu(%x: tensor<?x4xf32>) {
  %y = nn.leaky_relu %x : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @leaky_relu_1(
// CHECK: nn.leaky_relu %{{.*}} {slope = 2.000000e-01 : f64} : tensor<?x4xf32>{{$}}
func.func @leaky_relu_1(%x: tensor<?x4xf32>) {
  %y = nn.leaky_relu %x {slope = 2.000000e-01 : f64} : tensor<?x4xf32>
  return
}

// -----

func.func @leaky_relu_c1(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.leaky_relu' op expected slope >= 0, found -5.000000e-01}}
  %y = nn.leaky_relu %x {slope = -0.5} : tensor<?x4xf32>
  return
}

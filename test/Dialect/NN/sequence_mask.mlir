// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @sequence_mask(
// CHECK: nn.sequence_mask %{{.*}} like %{{.*}} : tensor<?xi64>, tensor<?x28x3xf32>
func.func @sequence_mask(%n: tensor<?xi64>, %x: tensor<?x28x3xf32>) {
  %m = nn.sequence_mask %n like %x : tensor<?xi64>, tensor<?x28x3xf32>
  return
}

// -----

func.func @sequence_mask_c1(%n: tensor<?x1xi64>, %x: tensor<?x28x3xf32>) {
  // expected-error @+1 {{'nn.sequence_mask' op expected a length a row of 'tensor<?x28x3xf32>', found 'tensor<?x1xi64>'}}
  %m = nn.sequence_mask %n like %x : tensor<?x1xi64>, tensor<?x28x3xf32>
  return
}

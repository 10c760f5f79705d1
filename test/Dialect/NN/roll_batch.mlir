// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @roll_batch(
// CHECK: nn.roll_batch %{{.*}} : tensor<?x16x8xf32>
// CHECK: nn.roll_batch %{{.*}} back : tensor<?x16x8xf32>
func.func @roll_batch(%x: tensor<?x16x8xf32>) -> tensor<?x16x8xf32> {
  %y = nn.roll_batch %x : tensor<?x16x8xf32>
  %z = nn.roll_batch %y back : tensor<?x16x8xf32>
  return %z : tensor<?x16x8xf32>
}

// -----

func.func @roll_batch_c1(%x: tensor<?xf32>) {
  // expected-error @+1 {{'nn.roll_batch' op expected an input [batch, rolls, ...], such as tensor<?x16x8xf32>, found 'tensor<?xf32>'}}
  %y = nn.roll_batch %x : tensor<?xf32>
  return
}

// -----

func.func @roll_batch_c1_no_batch(%x: tensor<4x16xf32>) {
  // expected-error @+1 {{'nn.roll_batch' op expected an input [batch, rolls, ...], such as tensor<?x16x8xf32>, found 'tensor<4x16xf32>'}}
  %y = nn.roll_batch %x : tensor<4x16xf32>
  return
}

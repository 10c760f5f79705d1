// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @mmd(
// CHECK: nn.mmd %{{.*}}, %{{.*}} : tensor<?x8xf32>
// CHECK: nn.mmd %{{.*}}, %{{.*}} kernel rbf scales [5.000000e-01, 1.000000e+00] pairs 63 : tensor<?x8xf32>
func.func @mmd(%z: tensor<?x8xf32>, %prior: tensor<?x8xf32>) -> (tensor<?xf32>, tensor<?xf32>) {
  %0 = nn.mmd %z, %prior : tensor<?x8xf32>
  %1 = nn.mmd %z, %prior kernel rbf scales [0.5, 1.0] pairs 63 : tensor<?x8xf32>
  return %0, %1 : tensor<?xf32>, tensor<?xf32>
}

// -----

func.func @mmd_c1(%z: tensor<?x8xf32>, %prior: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.mmd' op expected two operands of one type [batch, features], such as tensor<?x8xf32>, found 'tensor<?x8xf32>' and 'tensor<?x4xf32>'}}
  %0 = nn.mmd %z, %prior : tensor<?x8xf32>, tensor<?x4xf32>
  return
}

// -----

func.func @mmd_c1_rank(%z: tensor<?x8x2xf32>) {
  // expected-error @+1 {{'nn.mmd' op expected two operands of one type [batch, features], such as tensor<?x8xf32>, found 'tensor<?x8x2xf32>' and 'tensor<?x8x2xf32>'}}
  %0 = nn.mmd %z, %z : tensor<?x8x2xf32>
  return
}

// -----

func.func @mmd_c2(%z: tensor<?x8xf32>) {
  // expected-error @+1 {{'nn.mmd' op expected 1 pair or more a sample, found 0}}
  %0 = nn.mmd %z, %z pairs 0 : tensor<?x8xf32>
  return
}

// -----

func.func @mmd_c3(%z: tensor<?x8xf32>) {
  // expected-error @+1 {{'nn.mmd' op expected one scale or more, such as [1.0], found none}}
  %0 = nn.mmd %z, %z scales [] : tensor<?x8xf32>
  return
}

// -----

func.func @mmd_c3_negative(%z: tensor<?x8xf32>) {
  // expected-error @+1 {{'nn.mmd' op expected positive scales, found -1.000000e+00}}
  %0 = nn.mmd %z, %z scales [1.0, -1.0] : tensor<?x8xf32>
  return
}

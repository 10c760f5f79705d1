// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @global_avg_pool(
// CHECK: nn.global_avg_pool %{{.*}} : tensor<?x64x7x7xf32>{{$}}
func.func @global_avg_pool(%x: tensor<?x64x7x7xf32>) {
  %y = nn.global_avg_pool %x : tensor<?x64x7x7xf32>
  return
}

// CHECK-LABEL: @global_avg_pool_1(
// CHECK: nn.global_avg_pool %{{.*}} : tensor<?x64x7xf32>{{$}}
func.func @global_avg_pool_1(%x: tensor<?x64x7xf32>) {
  %y = nn.global_avg_pool %x : tensor<?x64x7xf32>
  return
}

// -----

func.func @global_avg_pool_c1(%x: tensor<?x64xf32>) {
  // expected-error @+1 {{'nn.global_avg_pool' op expected an input [B, C, H, W] or [B, C, L] with pixels, found 'tensor<?x64xf32>'}}
  %y = nn.global_avg_pool %x : tensor<?x64xf32>
  return
}

// -----

func.func @global_avg_pool_c1_empty(%x: tensor<?x64x0x2xf32>) {
  // expected-error @+1 {{'nn.global_avg_pool' op expected an input [B, C, H, W] or [B, C, L] with pixels, found 'tensor<?x64x0x2xf32>'}}
  %y = nn.global_avg_pool %x : tensor<?x64x0x2xf32>
  return
}

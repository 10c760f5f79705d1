// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @split(
// CHECK: %{{.*}}:3 = nn.split %{{.*}} dim 2 into 3 : tensor<?x28x12x8xf32>{{$}}
func.func @split(%x: tensor<?x28x12x8xf32>) -> tensor<?x28x4x8xf32> {
  %q, %k, %v = nn.split %x dim 2 into 3 : tensor<?x28x12x8xf32>
  return %v : tensor<?x28x4x8xf32>
}

// -----

func.func @split_c1(%x: tensor<?x6xf32>) {
  // expected-error @+1 {{'nn.split' op expected a dimension with a fixed size, found dim 0 of 'tensor<?x6xf32>'}}
  %a, %b = nn.split %x dim 0 into 2 : tensor<?x6xf32>
  return
}

// -----

func.func @split_c2(%x: tensor<?x6xf32>) {
  // expected-error @+1 {{'nn.split' op expected a number of parts that divides 6, found 4}}
  %a:4 = nn.split %x dim 1 into 4 : tensor<?x6xf32>
  return
}

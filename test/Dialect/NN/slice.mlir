// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @slice(
// CHECK: nn.slice %{{.*}} dim 1 from 0 size 20 : tensor<?x40xf32>{{$}}
func.func @slice(%h: tensor<?x40xf32>) {
  %mu = nn.slice %h dim 1 from 0 size 20 : tensor<?x40xf32>
  return
}

// -----

func.func @slice_c1(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.slice' op expected a dimension with a fixed size, found dim 0 of 'tensor<?x4xf32>'}}
  %y = nn.slice %x dim 0 from 0 size 1 : tensor<?x4xf32>
  return
}

// -----

func.func @slice_c2(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.slice' op takes 2 elements from 3 of a dimension of 4}}
  %y = nn.slice %x dim 1 from 3 size 2 : tensor<?x4xf32>
  return
}

// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @pad(
// CHECK: nn.pad %{{.*}} dim 1 low 2 high 3 : tensor<?x4xf32>{{$}}
func.func @pad(%x: tensor<?x4xf32>) {
  %y = nn.pad %x dim 1 low 2 high 3 : tensor<?x4xf32>
  return
}

// -----

func.func @pad_c1(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.pad' op expected a dimension with a fixed size, found dim 0 of 'tensor<?x4xf32>'}}
  %y = nn.pad %x dim 0 low 2 high 3 : tensor<?x4xf32>
  return
}

// -----

func.func @pad_c2(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.pad' op expected padding of 0 or more, found -1 and 3}}
  %y = nn.pad %x dim 1 low -1 high 3 : tensor<?x4xf32>
  return
}

// -----

func.func @pad_overflow(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.pad' op pads 'tensor<?x4xf32>' by 9223372036854775807 and 3, which overflows}}
  %y = nn.pad %x dim 1 low 9223372036854775807 high 3 : tensor<?x4xf32>
  return
}

// -----

func.func @pad_too_large(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.pad' op gives 'tensor<?x1099511627783xf32>', which has more than 2^40 elements a sample}}
  %y = nn.pad %x dim 1 low 1099511627776 high 3 : tensor<?x4xf32>
  return
}

// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @add(
// CHECK: nn.add %{{.*}}, %{{.*}} : tensor<?x4xf32>{{$}}
func.func @add(%x: tensor<?x4xf32>, %b: tensor<?x4xf32>) {
  %y = nn.add %x, %b : tensor<?x4xf32>
  return
}

// CHECK-LABEL: @add_1(
// CHECK: nn.add %{{.*}}, %{{.*}} : tensor<?x4xf32>, tensor<4xf32>{{$}}
func.func @add_1(%x: tensor<?x4xf32>, %b: tensor<4xf32>) {
  %y = nn.add %x, %b : tensor<?x4xf32>, tensor<4xf32>
  return
}

// CHECK-LABEL: @add_2(
// CHECK: nn.add %{{.*}}, %{{.*}} : tensor<4x1xf64>, tensor<1x3xf64>{{$}}
func.func @add_2(%x: tensor<4x1xf64>, %b: tensor<1x3xf64>) {
  %y = nn.add %x, %b : tensor<4x1xf64>, tensor<1x3xf64>
  return
}

// -----

func.func @add_sizes(%x: tensor<?x4xf32>, %b: tensor<3xf32>) {
  // expected-error @+1 {{'nn.add' op cannot broadcast 'tensor<?x4xf32>' with 'tensor<3xf32>': sizes 4 and 3 differ}}
  %y = nn.add %x, %b : tensor<?x4xf32>, tensor<3xf32>
  return
}

// -----

func.func @add_batch(%x: tensor<?x4xf32>, %b: tensor<2x4xf32>) {
  // expected-error @+1 {{'nn.add' op cannot broadcast 'tensor<?x4xf32>' with 'tensor<2x4xf32>': sizes ? and 2 differ}}
  %y = nn.add %x, %b : tensor<?x4xf32>, tensor<2x4xf32>
  return
}

// -----

func.func @add_element_types(%x: tensor<?x4xf32>, %b: tensor<4xf64>) {
  // expected-error @+1 {{'nn.add' op expected operands of one element type, found 'tensor<?x4xf32>' and 'tensor<4xf64>'}}
  %y = nn.add %x, %b : tensor<?x4xf32>, tensor<4xf64>
  return
}

// -----

func.func @add_too_large(%x: tensor<1048576x1xf32>, %b: tensor<1x2097152xf32>) {
  // expected-error @+1 {{'nn.add' op gives 'tensor<1048576x2097152xf32>', which has more than 2^40 elements a sample}}
  %y = nn.add %x, %b : tensor<1048576x1xf32>, tensor<1x2097152xf32>
  return
}

// -----

func.func @add_three_types(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{custom op 'nn.add' expected one type or 2, found 3}}
  %y = nn.add %x, %x : tensor<?x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>
  return
}

// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @matmul(
// CHECK: nn.matmul %{{.*}}, %{{.*}} transpose_rhs : tensor<?x784xf32>, tensor<128x784xf32>{{$}}
func.func @matmul(%x: tensor<?x784xf32>, %w: tensor<128x784xf32>) {
  %y = nn.matmul %x, %w transpose_rhs : tensor<?x784xf32>, tensor<128x784xf32>
  return
}

// CHECK-LABEL: @matmul_1(
// CHECK: nn.matmul %{{.*}}, %{{.*}} transpose_lhs : tensor<?x5xf32>, tensor<?x3xf32>{{$}}
func.func @matmul_1(%x: tensor<?x3xf32>, %g: tensor<?x5xf32>) {
  %y = nn.matmul %g, %x transpose_lhs : tensor<?x5xf32>, tensor<?x3xf32>
  return
}

// CHECK-LABEL: @matmul_2(
// CHECK: nn.matmul %{{.*}}, %{{.*}} transpose_lhs transpose_rhs : tensor<2x3xf32>, tensor<4x2xf32>{{$}}
func.func @matmul_2(%x: tensor<2x3xf32>, %g: tensor<4x2xf32>) {
  %y = nn.matmul %x, %g transpose_lhs transpose_rhs : tensor<2x3xf32>, tensor<4x2xf32>
  return
}

// -----

func.func @matmul_c1(%x: tensor<?x4xf32>, %w: tensor<4xf32>) {
  // expected-error @+1 {{'nn.matmul' op expected operands of rank 2, found 'tensor<4xf32>'}}
  %y = nn.matmul %x, %w : tensor<?x4xf32>, tensor<4xf32>
  return
}

// -----

func.func @matmul_c2(%x: tensor<?x4xf32>, %w: tensor<8x4xf32>) {
  // expected-error @+1 {{'nn.matmul' op cannot multiply 'tensor<?x4xf32>' with 'tensor<8x4xf32>': it would sum over 4 and 8 elements}}
  %y = nn.matmul %x, %w : tensor<?x4xf32>, tensor<8x4xf32>
  return
}

// -----

func.func @matmul_c2_batch(%x: tensor<?x4xf32>, %w: tensor<8x4xf32>) {
  // expected-error @+1 {{'nn.matmul' op cannot multiply 'tensor<?x4xf32>' with 'tensor<8x4xf32>': it would sum over ? and 8 elements}}
  %y = nn.matmul %x, %w transpose_lhs : tensor<?x4xf32>, tensor<8x4xf32>
  return
}

// -----

func.func @matmul_too_large(%x: tensor<1048576x1xf32>, %w: tensor<1x2097152xf32>) {
  // expected-error @+1 {{'nn.matmul' op gives 'tensor<1048576x2097152xf32>', which has more than 2^40 elements a sample}}
  %y = nn.matmul %x, %w : tensor<1048576x1xf32>, tensor<1x2097152xf32>
  return
}

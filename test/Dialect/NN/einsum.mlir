// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s
// RUN: aec-opt %s -split-input-file -verify-diagnostics -canonicalize | FileCheck %s --check-prefix=CANON

// CHECK-LABEL: @einsum(
// CHECK: nn.einsum "btk,nk->btn" %{{.*}}, %{{.*}} : tensor<?x28x16xf32>, tensor<64x16xf32>{{$}}
func.func @einsum(%x: tensor<?x28x16xf32>, %w: tensor<64x16xf32>) -> tensor<?x28x64xf32> {
  %y = nn.einsum "btk,nk->btn" %x, %w : tensor<?x28x16xf32>, tensor<64x16xf32>
  return %y : tensor<?x28x64xf32>
}

// The batch is summed over: a weight's gradient.
// CHECK-LABEL: @einsum_weight_gradient(
// CHECK: -> tensor<64x16xf32>
func.func @einsum_weight_gradient(%g: tensor<?x28x64xf32>, %x: tensor<?x28x16xf32>) -> tensor<64x16xf32> {
  %y = nn.einsum "btn,btk->nk" %g, %x : tensor<?x28x64xf32>, tensor<?x28x16xf32>
  return %y : tensor<64x16xf32>
}

// Heads are read where they lie.
// CANON-LABEL: @einsum_heads(
// CANON-NOT: nn.transpose
// CANON: %[[S:.*]] = nn.einsum "bthd,bshd->bhts" %{{.*}}, %{{.*}} : tensor<?x5x2x3xf32>, tensor<?x7x2x3xf32>
// CANON: nn.einsum "bhts,bshd->bthd" %[[S]], %{{.*}} : tensor<?x2x5x7xf32>, tensor<?x7x2x3xf32>
func.func @einsum_heads(%q: tensor<?x5x2x3xf32>, %k: tensor<?x7x2x3xf32>) -> tensor<?x5x2x3xf32> {
  %0 = nn.transpose %q, [0, 2, 1, 3] : tensor<?x5x2x3xf32>
  %1 = nn.transpose %k, [0, 2, 1, 3] : tensor<?x7x2x3xf32>
  %2 = nn.einsum "bhtd,bhsd->bhts" %0, %1 : tensor<?x2x5x3xf32>, tensor<?x2x7x3xf32>
  %3 = nn.einsum "bhts,bhsd->bhtd" %2, %1 : tensor<?x2x5x7xf32>, tensor<?x2x7x3xf32>
  %4 = nn.transpose %3, [0, 2, 1, 3] : tensor<?x2x5x3xf32>
  return %4 : tensor<?x5x2x3xf32>
}

// A right operand whose rows would run across vectors stays a transpose.
// CANON-LABEL: @einsum_across(
// CANON: nn.transpose
// CANON: nn.einsum "bk,bkxn->bxn"
func.func @einsum_across(%x: tensor<?x3xf32>, %w: tensor<?x3x4x2xf32>) -> tensor<?x2x4xf32> {
  %0 = nn.transpose %w, [0, 1, 3, 2] : tensor<?x3x4x2xf32>
  %1 = nn.einsum "bk,bkxn->bxn" %x, %0 : tensor<?x3xf32>, tensor<?x3x2x4xf32>
  return %1 : tensor<?x2x4xf32>
}

// -----

func.func @einsum_c1(%x: tensor<?x4xf32>, %w: tensor<8x4xf32>) {
  // expected-error @+1 {{'nn.einsum' op expected an equation like "btk,nk->btn", a letter once in each word, found "bk,nk"}}
  %y = nn.einsum "bk,nk" %x, %w : tensor<?x4xf32>, tensor<8x4xf32>
  return
}

// -----

func.func @einsum_c1_twice(%x: tensor<?x4xf32>, %w: tensor<4x4xf32>) {
  // expected-error @+1 {{'nn.einsum' op expected an equation like "btk,nk->btn", a letter once in each word, found "bk,kk->bk"}}
  %y = nn.einsum "bk,kk->bk" %x, %w : tensor<?x4xf32>, tensor<4x4xf32>
  return
}

// -----

func.func @einsum_c2(%x: tensor<?x3x4xf32>, %w: tensor<8x4xf32>) {
  // expected-error @+1 {{'nn.einsum' op expected a letter for each of the 3 dimensions of 'tensor<?x3x4xf32>', found "bk"}}
  %y = nn.einsum "bk,nk->bn" %x, %w : tensor<?x3x4xf32>, tensor<8x4xf32>
  return
}

// -----

func.func @einsum_c3(%x: tensor<?x4xf32>, %w: tensor<8x5xf32>) {
  // expected-error @+1 {{'nn.einsum' op has sizes 4 and 5 for 'k'; they must agree}}
  %y = nn.einsum "bk,nk->bn" %x, %w : tensor<?x4xf32>, tensor<8x5xf32>
  return
}

// -----

func.func @einsum_c4(%x: tensor<?x3x4xf32>, %w: tensor<8x4xf32>) {
  // expected-error @+1 {{'nn.einsum' op expected every letter in two of lhs, rhs and result, found 't' in one; nn.sum sums over a dimension of one tensor}}
  %y = nn.einsum "btk,nk->bn" %x, %w : tensor<?x3x4xf32>, tensor<8x4xf32>
  return
}

// -----

func.func @einsum_c4_repeated(%x: tensor<?x4xf32>, %w: tensor<8x4xf32>) {
  // expected-error @+1 {{'nn.einsum' op expected every letter in two of lhs, rhs and result, found 't' in one; nn.broadcast repeats a tensor}}
  %y = nn.einsum "bk,nk->btn" %x, %w : tensor<?x4xf32>, tensor<8x4xf32>
  return
}

// -----

func.func @einsum_c5(%x: tensor<?x4xf32>, %w: tensor<8x4xf32>) {
  // expected-error @+1 {{'nn.einsum' op gives 'tensor<8x?xf32>'; the batch '?' must come first or be summed}}
  %y = nn.einsum "bk,nk->nb" %x, %w : tensor<?x4xf32>, tensor<8x4xf32>
  return
}

// -----

func.func @einsum_types(%x: tensor<?x4xf32>, %w: tensor<8x4xf64>) {
  // expected-error @+1 {{'nn.einsum' op expected operands of one element type, found 'tensor<?x4xf32>' and 'tensor<8x4xf64>'}}
  %y = nn.einsum "bk,nk->bn" %x, %w : tensor<?x4xf32>, tensor<8x4xf64>
  return
}

// -----

func.func @einsum_too_large(%x: tensor<1048576x1xf32>, %w: tensor<1x2097152xf32>) {
  // expected-error @+1 {{'nn.einsum' op gives 'tensor<1048576x2097152xf32>', which has more than 2^40 elements a sample}}
  %y = nn.einsum "mk,kn->mn" %x, %w : tensor<1048576x1xf32>, tensor<1x2097152xf32>
  return
}

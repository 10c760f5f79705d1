// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @embedding_grad(
// CHECK: nn.embedding_grad %{{.*}} at %{{.*}} like %{{.*}} : tensor<?x32x16xf32>, tensor<?x32xi64>, tensor<96x16xf32>
func.func @embedding_grad(%g: tensor<?x32x16xf32>, %tokens: tensor<?x32xi64>, %w: tensor<96x16xf32>) {
  %dw = nn.embedding_grad %g at %tokens like %w : tensor<?x32x16xf32>, tensor<?x32xi64>, tensor<96x16xf32>
  return
}

// -----

func.func @embedding_grad_c1(%g: tensor<?x32x8xf32>, %i: tensor<?x32xi64>, %w: tensor<96x16xf32>) {
  // expected-error @+1 {{'nn.embedding_grad' op expected grad of type 'tensor<?x32x16xf32>', found 'tensor<?x32x8xf32>'}}
  %dw = nn.embedding_grad %g at %i like %w : tensor<?x32x8xf32>, tensor<?x32xi64>, tensor<96x16xf32>
  return
}

// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @embedding(
// CHECK: nn.embedding %{{.*}}, %{{.*}} : tensor<?x32xi64>, tensor<96x16xf32>
func.func @embedding(%tokens: tensor<?x32xi64>, %w: tensor<96x16xf32>) {
  %e = nn.embedding %tokens, %w : tensor<?x32xi64>, tensor<96x16xf32>
  return
}

// -----

func.func @embedding_c1(%i: tensor<?xi64>, %w: tensor<96xf32>) {
  // expected-error @+1 {{'nn.embedding' op expected a table [entries, features], found 'tensor<96xf32>'}}
  %e = nn.embedding %i, %w : tensor<?xi64>, tensor<96xf32>
  return
}

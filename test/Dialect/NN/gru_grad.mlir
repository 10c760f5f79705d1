// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @gru_grad(
// CHECK: nn.gru_grad %{{.*}} of %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} kept %{{.*}}, %{{.*}} : tensor<?x28x64xf32>
func.func @gru_grad(%p: tensor<?x28x192xf32>, %w: tensor<192x64xf32>, %b: tensor<192xf32>, %h: tensor<?x64xf32>, %g: tensor<?x28x64xf32>, %previous: tensor<?x28x64xf32>, %gates: tensor<?x28x256xf32>) {
  %dp, %ds, %dh = nn.gru_grad %g of %p, %w, %b, %h kept %previous, %gates : tensor<?x28x64xf32>, tensor<?x28x192xf32>, tensor<192x64xf32>, tensor<192xf32>, tensor<?x64xf32>, tensor<?x28x64xf32>, tensor<?x28x256xf32>
  return
}

// -----

func.func @gru_grad_c1(%p: tensor<?x28x192xf32>, %w: tensor<192x64xf32>, %b: tensor<192xf32>, %h: tensor<?x64xf32>, %g: tensor<?x27x64xf32>, %previous: tensor<?x28x64xf32>, %gates: tensor<?x28x256xf32>) {
  // expected-error @+1 {{'nn.gru_grad' op expected grad of type 'tensor<?x28x64xf32>', found 'tensor<?x27x64xf32>'}}
  %dp, %ds, %dh = nn.gru_grad %g of %p, %w, %b, %h kept %previous, %gates : tensor<?x27x64xf32>, tensor<?x28x192xf32>, tensor<192x64xf32>, tensor<192xf32>, tensor<?x64xf32>, tensor<?x28x64xf32>, tensor<?x28x256xf32>
  return
}

// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @lstm_grad(
// CHECK: nn.lstm_grad %{{.*}} of %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} kept %{{.*}} : tensor<?x28x64xf32>
func.func @lstm_grad(%p: tensor<?x28x256xf32>, %w: tensor<256x64xf32>, %h: tensor<?x64xf32>, %c0: tensor<?x64xf32>, %g: tensor<?x28x64xf32>, %gates: tensor<?x28x320xf32>) {
  %dp, %dh, %dc = nn.lstm_grad %g of %p, %w, %h, %c0 kept %gates : tensor<?x28x64xf32>, tensor<?x28x256xf32>, tensor<256x64xf32>, tensor<?x64xf32>, tensor<?x64xf32>, tensor<?x28x320xf32>
  return
}

// CHECK-LABEL: @lstm_grad_words(
// CHECK: nn.lstm_grad %{{.*}} cells %{{.*}} mask %{{.*}} : {{.*}} cells tensor<?x28x64xf32> mask tensor<?x28xf32>
func.func @lstm_grad_words(%p: tensor<?x28x256xf32>, %w: tensor<256x64xf32>, %h: tensor<?x64xf32>, %c0: tensor<?x64xf32>, %g: tensor<?x28x64xf32>, %gates: tensor<?x28x320xf32>, %e: tensor<?x28x64xf32>, %m: tensor<?x28xf32>) {
  %dp, %dh, %dc = nn.lstm_grad %g of %p, %w, %h, %c0 kept %gates cells %e mask %m : tensor<?x28x64xf32>, tensor<?x28x256xf32>, tensor<256x64xf32>, tensor<?x64xf32>, tensor<?x64xf32>, tensor<?x28x320xf32> cells tensor<?x28x64xf32> mask tensor<?x28xf32>
  return
}

// -----

func.func @lstm_grad_c1(%p: tensor<?x28x256xf32>, %w: tensor<256x64xf32>, %h: tensor<?x64xf32>, %c0: tensor<?x64xf32>, %g: tensor<?x28x32xf32>, %gates: tensor<?x28x320xf32>) {
  // expected-error @+1 {{'nn.lstm_grad' op expected gradients of type 'tensor<?x28x64xf32>', found 'tensor<?x28x32xf32>'}}
  %dp, %dh, %dc = nn.lstm_grad %g of %p, %w, %h, %c0 kept %gates : tensor<?x28x32xf32>, tensor<?x28x256xf32>, tensor<256x64xf32>, tensor<?x64xf32>, tensor<?x64xf32>, tensor<?x28x320xf32>
  return
}

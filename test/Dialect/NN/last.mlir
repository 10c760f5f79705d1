// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @last(
// CHECK: nn.last %{{.*}} : tensor<?x28x64xf32>
func.func @last(%s: tensor<?x28x64xf32>) {
  %h = nn.last %s : tensor<?x28x64xf32>
  return
}

// -----

func.func @last_c1(%s: tensor<?xf32>) {
  // expected-error @+1 {{'nn.last' op expected a sequence, [batch, steps, ...], found 'tensor<?xf32>'}}
  %h = nn.last %s : tensor<?xf32>
  return
}

// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @gru(
// CHECK: nn.gru %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} : tensor<?x28x192xf32>, tensor<192x64xf32>, tensor<192xf32>, tensor<?x64xf32>{{$}}
func.func @gru(%p: tensor<?x28x192xf32>, %w: tensor<192x64xf32>, %b: tensor<192xf32>, %h: tensor<?x64xf32>) {
  %s, %previous, %gates = nn.gru %p, %w, %b, %h : tensor<?x28x192xf32>, tensor<192x64xf32>, tensor<192xf32>, tensor<?x64xf32>
  return
}

// CHECK-LABEL: @gru_words(
// CHECK: nn.gru %{{.*}} mask %{{.*}} reverse reset_before : {{.*}}, tensor<?x28xf32>{{$}}
func.func @gru_words(%p: tensor<?x28x192xf32>, %w: tensor<192x64xf32>, %b: tensor<192xf32>, %h: tensor<?x64xf32>, %m: tensor<?x28xf32>) {
  %s, %previous, %gates = nn.gru %p, %w, %b, %h mask %m reverse reset_before : tensor<?x28x192xf32>, tensor<192x64xf32>, tensor<192xf32>, tensor<?x64xf32>, tensor<?x28xf32>
  return
}

// -----

func.func @gru_c1(%p: tensor<?x192xf32>, %w: tensor<192x64xf32>, %b: tensor<192xf32>, %h: tensor<?x64xf32>) {
  // expected-error @+1 {{'nn.gru' op expected projected steps of rank 3, [batch, steps, 3 * units], found 'tensor<?x192xf32>'}}
  %s, %q, %k = nn.gru %p, %w, %b, %h : tensor<?x192xf32>, tensor<192x64xf32>, tensor<192xf32>, tensor<?x64xf32>
  return
}

// -----

func.func @gru_c2_gates(%p: tensor<?x28x64xf32>, %w: tensor<192x64xf32>, %b: tensor<192xf32>, %h: tensor<?x64xf32>) {
  // expected-error @+1 {{'nn.gru' op expected 3 gates of equal size in a step, found 64 numbers in 'tensor<?x28x64xf32>'}}
  %s, %q, %k = nn.gru %p, %w, %b, %h : tensor<?x28x64xf32>, tensor<192x64xf32>, tensor<192xf32>, tensor<?x64xf32>
  return
}

// -----

func.func @gru_c2(%p: tensor<?x28x192xf32>, %w: tensor<64x192xf32>, %b: tensor<192xf32>, %h: tensor<?x64xf32>) {
  // expected-error @+1 {{'nn.gru' op expected weight of type 'tensor<192x64xf32>', found 'tensor<64x192xf32>'}}
  %s, %q, %k = nn.gru %p, %w, %b, %h : tensor<?x28x192xf32>, tensor<64x192xf32>, tensor<192xf32>, tensor<?x64xf32>
  return
}

// -----

func.func @gru_c3(%p: tensor<?x28x192xf32>, %w: tensor<192x64xf32>, %b: tensor<64xf32>, %h: tensor<?x64xf32>) {
  // expected-error @+1 {{'nn.gru' op expected bias of type 'tensor<192xf32>', found 'tensor<64xf32>'}}
  %s, %q, %k = nn.gru %p, %w, %b, %h : tensor<?x28x192xf32>, tensor<192x64xf32>, tensor<64xf32>, tensor<?x64xf32>
  return
}

// -----

func.func @gru_c4(%p: tensor<?x28x192xf32>, %w: tensor<192x64xf32>, %b: tensor<192xf32>, %h: tensor<?x32xf32>) {
  // expected-error @+1 {{'nn.gru' op expected initial of type 'tensor<?x64xf32>', found 'tensor<?x32xf32>'}}
  %s, %q, %k = nn.gru %p, %w, %b, %h : tensor<?x28x192xf32>, tensor<192x64xf32>, tensor<192xf32>, tensor<?x32xf32>
  return
}

// -----

func.func @gru_c5(%p: tensor<?x28x192xf32>, %w: tensor<192x64xf32>, %b: tensor<192xf32>, %h: tensor<?x64xf32>, %m: tensor<?x27xf32>) {
  // expected-error @+1 {{'nn.gru' op expected mask of type 'tensor<?x28xf32>', found 'tensor<?x27xf32>'}}
  %s, %q, %k = nn.gru %p, %w, %b, %h mask %m : tensor<?x28x192xf32>, tensor<192x64xf32>, tensor<192xf32>, tensor<?x64xf32>, tensor<?x27xf32>
  return
}

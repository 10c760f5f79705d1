// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @lstm(
// CHECK: nn.lstm %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} : tensor<?x28x256xf32>, tensor<256x64xf32>, tensor<?x64xf32>, tensor<?x64xf32>{{$}}
func.func @lstm(%p: tensor<?x28x256xf32>, %w: tensor<256x64xf32>, %h: tensor<?x64xf32>, %c0: tensor<?x64xf32>) {
  %s, %c, %previous, %gates = nn.lstm %p, %w, %h, %c0 : tensor<?x28x256xf32>, tensor<256x64xf32>, tensor<?x64xf32>, tensor<?x64xf32>
  return
}

// CHECK-LABEL: @lstm_words(
// CHECK: nn.lstm %{{.*}} mask %{{.*}} reverse : {{.*}}, tensor<?x28xf32>{{$}}
func.func @lstm_words(%p: tensor<?x28x256xf32>, %w: tensor<256x64xf32>, %h: tensor<?x64xf32>, %c0: tensor<?x64xf32>, %m: tensor<?x28xf32>) {
  %s, %c, %q, %k = nn.lstm %p, %w, %h, %c0 mask %m reverse : tensor<?x28x256xf32>, tensor<256x64xf32>, tensor<?x64xf32>, tensor<?x64xf32>, tensor<?x28xf32>
  return
}

// -----

func.func @lstm_c1(%p: tensor<?x256xf32>, %w: tensor<256x64xf32>, %h: tensor<?x64xf32>, %c0: tensor<?x64xf32>) {
  // expected-error @+1 {{'nn.lstm' op expected projected steps of rank 3, [batch, steps, 4 * units], found 'tensor<?x256xf32>'}}
  %s, %c, %q, %k = nn.lstm %p, %w, %h, %c0 : tensor<?x256xf32>, tensor<256x64xf32>, tensor<?x64xf32>, tensor<?x64xf32>
  return
}

// -----

func.func @lstm_c2(%p: tensor<?x28x256xf32>, %w: tensor<64x256xf32>, %h: tensor<?x64xf32>, %c0: tensor<?x64xf32>) {
  // expected-error @+1 {{'nn.lstm' op expected weight of type 'tensor<256x64xf32>', found 'tensor<64x256xf32>'}}
  %s, %c, %q, %k = nn.lstm %p, %w, %h, %c0 : tensor<?x28x256xf32>, tensor<64x256xf32>, tensor<?x64xf32>, tensor<?x64xf32>
  return
}

// -----

func.func @lstm_c3(%p: tensor<?x28x256xf32>, %w: tensor<256x64xf32>, %h: tensor<?x32xf32>, %c0: tensor<?x64xf32>) {
  // expected-error @+1 {{'nn.lstm' op expected initial of type 'tensor<?x64xf32>', found 'tensor<?x32xf32>'}}
  %s, %c, %q, %k = nn.lstm %p, %w, %h, %c0 : tensor<?x28x256xf32>, tensor<256x64xf32>, tensor<?x32xf32>, tensor<?x64xf32>
  return
}

// -----

func.func @lstm_c3_cell(%p: tensor<?x28x256xf32>, %w: tensor<256x64xf32>, %h: tensor<?x64xf32>, %c0: tensor<?x32xf32>) {
  // expected-error @+1 {{'nn.lstm' op expected initial_cell of type 'tensor<?x64xf32>', found 'tensor<?x32xf32>'}}
  %s, %c, %q, %k = nn.lstm %p, %w, %h, %c0 : tensor<?x28x256xf32>, tensor<256x64xf32>, tensor<?x64xf32>, tensor<?x32xf32>
  return
}

// -----

func.func @lstm_c4(%p: tensor<?x28x256xf32>, %w: tensor<256x64xf32>, %h: tensor<?x64xf32>, %c0: tensor<?x64xf32>, %m: tensor<?x27xf32>) {
  // expected-error @+1 {{'nn.lstm' op expected mask of type 'tensor<?x28xf32>', found 'tensor<?x27xf32>'}}
  %s, %c, %q, %k = nn.lstm %p, %w, %h, %c0 mask %m : tensor<?x28x256xf32>, tensor<256x64xf32>, tensor<?x64xf32>, tensor<?x64xf32>, tensor<?x27xf32>
  return
}

// RUN: aec-opt %s -aec-describe-inputs -split-input-file -verify-diagnostics | FileCheck %s

// Gaps pass through what prepares an input and end where something takes them;
// classes are those that something counts.
// CHECK: ae.input @x : tensor<?x4xf32> missing
// CHECK: ae.input @plain : tensor<?x4xf32>{{$}}
// CHECK: ae.input @class : tensor<?xi64> classes 3{{$}}
// CHECK: ae.input @tokens : tensor<?x6xi32> classes 9{{$}}
// CHECK: ae.input @any : tensor<?xi64>{{$}}
ae.input @x : tensor<?x4xf32>
ae.input @plain : tensor<?x4xf32>
ae.input @class : tensor<?xi64>
ae.input @tokens : tensor<?x6xi32>
ae.input @any : tensor<?xi64>
func.func @embeds(%t: tensor<?x6xi32> {ae.input = "tokens"}, %w: tensor<9x4xf32>) -> tensor<?x6x4xf32> {
  %e = nn.embedding %t, %w : tensor<?x6xi32>, tensor<9x4xf32>
  return %e : tensor<?x6x4xf32>
}
func.func @f(%x: tensor<?x4xf32> {ae.input = "x"}, %p: tensor<?x4xf32> {ae.input = "plain"},
             %m: tensor<4xf32>, %c: tensor<?xi64> {ae.input = "class"}, %a: tensor<?xi64> {ae.input = "any"})
    -> (tensor<?x4xf32>, tensor<?xf32>, tensor<?x3xf32>) {
  %d = nn.sub %x, %m : tensor<?x4xf32>, tensor<4xf32>
  %f = nn.fill_missing %d : tensor<?x4xf32>
  %l = nn.mse %f, %x masked : tensor<?x4xf32>
  %k = nn.mse %f, %p : tensor<?x4xf32>
  %h = nn.one_hot %c classes 3 of f32 : tensor<?xi64>
  %s = nn.add %l, %k : tensor<?xf32>
  return %f, %s, %h : tensor<?x4xf32>, tensor<?xf32>, tensor<?x3xf32>
}

// -----

// A prediction is no place for gaps, and one function that spreads them is enough.
// CHECK: ae.input @x : tensor<?x4xf32>{{$}}
ae.input @x : tensor<?x4xf32>
func.func @train(%x: tensor<?x4xf32> {ae.input = "x"}, %t: tensor<?x4xf32>) -> tensor<?xf32> {
  // expected-note @+1 {{missing values are expected here}}
  %f = nn.fill_missing %x : tensor<?x4xf32>
  %l = nn.mse %f, %t : tensor<?x4xf32>
  return %l : tensor<?xf32>
}
func.func @encode(%x: tensor<?x4xf32> {ae.input = "x"}, %w: tensor<4x2xf32>) -> tensor<?x2xf32> {
  %h = nn.tanh %x : tensor<?x4xf32>
  // expected-warning @+1 {{reads input @x with its gaps, so that programs refuse data with NaN; put nn.fill_missing in front}}
  %z = nn.matmul %h, %w : tensor<?x4xf32>, tensor<4x2xf32>
  return %z : tensor<?x2xf32>
}

// -----

ae.input @class : tensor<?xi64>
func.func @two_counts(%c: tensor<?xi64> {ae.input = "class"}, %y: tensor<?x4xf32>) -> (tensor<?x3xf32>, tensor<?xf32>) {
  // expected-note @+1 {{as here}}
  %l = nn.cross_entropy_with_logits %y, %c : tensor<?x4xf32>, tensor<?xi64>
  // expected-error @+1 {{'nn.one_hot' op reads input @class as one of 3 classes, expected 4}}
  %h = nn.one_hot %c classes 3 of f32 : tensor<?xi64>
  return %h, %l : tensor<?x3xf32>, tensor<?xf32>
}

// -----

// expected-note @+1 {{as here}}
ae.input @class : tensor<?xi64> classes 5
func.func @declared(%c: tensor<?xi64> {ae.input = "class"}) -> tensor<?xf32> {
  // expected-error @+1 {{'nn.class_weights' op reads input @class as one of 2 classes, expected 5}}
  %w = nn.class_weights %c, [0.5, 2.0] of f32 : tensor<?xi64>
  return %w : tensor<?xf32>
}

// -----

// A row of a table is a class.
ae.input @tokens : tensor<?x6xi64>
func.func @table(%t: tensor<?x6xi64> {ae.input = "tokens"}, %w: tensor<9x4xf32>, %y: tensor<?x6x8xf32>) -> (tensor<?x6x4xf32>, tensor<?xf32>) {
  // expected-note @+1 {{as here}}
  %e = nn.embedding %t, %w : tensor<?x6xi64>, tensor<9x4xf32>
  // expected-error @+1 {{'nn.cross_entropy_with_logits' op reads input @tokens as one of 8 classes, expected 9}}
  %l = nn.cross_entropy_with_logits %y, %t : tensor<?x6x8xf32>, tensor<?x6xi64>
  return %e, %l : tensor<?x6x4xf32>, tensor<?xf32>
}

// -----

// Lengths are 0 to the steps there are; a masked target is a class.
// CHECK: ae.input @length : tensor<?xi64> classes 7{{$}}
// CHECK: ae.input @target : tensor<?x6xi64> classes 9{{$}}
ae.input @length : tensor<?xi64>
ae.input @target : tensor<?x6xi64>
func.func @padded(%n: tensor<?xi64> {ae.input = "length"}, %t: tensor<?x6xi64> {ae.input = "target"}, %y: tensor<?x6x9xf32>) -> tensor<?xf32> {
  %m = nn.sequence_mask %n like %y : tensor<?xi64>, tensor<?x6x9xf32>
  %l = nn.masked_cross_entropy %y, %t mask %m : tensor<?x6x9xf32>, tensor<?x6xi64>, tensor<?x6xf32>
  return %l : tensor<?xf32>
}

// -----

// A name that nothing has is a slip.
// expected-warning @+1 {{input @images is the argument of no objective and no entry, and prepares nothing; inputs bind to arguments by name}}
ae.input @images : tensor<?x4xf32> scale 16.0
func.func @train(%x: tensor<?x4xf32> {ae.input = "x"}) -> tensor<?x4xf32> {
  return %x : tensor<?x4xf32>
}

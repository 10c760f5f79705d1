// Each message about a module that cannot be made a program of: what a file of a
// lower rung may lack.
// RUN: split-file %s %t
// DEFINE: %{part} =
// DEFINE: %{compile} = not aec compile %t/%{part}.mlir --target=reference --emit=object -o %t/none.o 2>&1 | FileCheck %t/%{part}.mlir
// REDEFINE: %{part} = evaluation
// RUN: %{compile}
// REDEFINE: %{part} = terms
// RUN: %{compile}
// REDEFINE: %{part} = input
// RUN: %{compile}
// REDEFINE: %{part} = normalizer
// RUN: %{compile}
// REDEFINE: %{part} = type
// RUN: %{compile}

//--- evaluation.mlir
// CHECK: error: 'builtin.module' op has no function that evaluates objective 'o', expected one with 'ae.evaluate_of'
module attributes {ae.model = "m"} {
  func.func @step.o(%l: memref<2xf32> {ae.losses}) attributes {ae.step_of = "o", ae.terms = ["t"], ae.weights = [1.0]} { return }
}
//--- terms.mlir
// CHECK: error: 'func.func' op expected 'ae.terms' and 'ae.weights' of the same length
module attributes {ae.model = "m"} {
  func.func @step.o(%l: memref<2xf32> {ae.losses}) attributes {ae.step_of = "o", ae.terms = ["t"], ae.weights = []} { return }
}
//--- input.mlir
// CHECK: error: 'func.func' op takes input 'x', expected an ae.input that declares it
module attributes {ae.model = "m"} {
  func.func @step.o(%x: memref<?x4xf32> {ae.input = "x"}, %l: memref<2xf32> {ae.losses})
      attributes {ae.step_of = "o", ae.terms = ["t"], ae.weights = [1.0]} { return }
}
//--- normalizer.mlir
// CHECK: error: 'ae.normalizer' op expected a declared input and two declared states, found @x, @offset, @scale
module attributes {ae.model = "m"} {
  ae.input @x : tensor<?x4xf32>
  ae.normalizer minmax of @x offset @offset scale @scale
}
//--- type.mlir
// CHECK: error: 'func.func' op gives 'encode' type 'memref<?x4xi16>', expected elements of f32, f64, i32, i64 or i8
module attributes {ae.model = "m"} {
  func.func @encode(%y: memref<?x4xi16> {ae.output = "y"}) attributes {ae.entry = "encode"} { return }
}

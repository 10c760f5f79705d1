// RUN: split-file %s %t
// RUN: aec compile %t/both.mlir --target=reference --emit=object -o %t/both.o
// RUN: not aec compile %t/accumulate.mlir --target=reference --emit=object -o %t/none.o 2>&1 | FileCheck %s --check-prefix=ACCUMULATE
// RUN: not aec compile %t/update.mlir --target=reference --emit=object -o %t/none.o 2>&1 | FileCheck %s --check-prefix=UPDATE
// RUN: aec compile %t/model.mlir --emit=joint | FileCheck %s --check-prefix=JOINT
// RUN: aec compile %t/model.mlir --emit=joint --accumulation=false | FileCheck %s --check-prefix=WITHOUT
// RUN: aec compile %t/model.mlir --emit=fused | FileCheck %s --check-prefix=FUSED

// ACCUMULATE: error: 'builtin.module' op has 'ae.accumulate_of' for objective 'o' and no 'ae.update_of', expected both halves of its step or neither
// UPDATE: error: 'builtin.module' op has 'ae.update_of' for objective 'o' and no 'ae.accumulate_of', expected both halves of its step or neither

// JOINT: func.func @step.rec(
// JOINT: func.func @accumulate.rec(
// JOINT: func.func @update.rec(
// WITHOUT: func.func @step.rec(
// WITHOUT-NOT: @accumulate.
// WITHOUT-NOT: accumulator

// The sum is made behind the weight gradient, while that is in registers; it lies
// as its parameter does.
// FUSED: ae.state @encoder.0.weight : {{.*}} order [1, 0]
// FUSED: ae.state @rec.encoder.0.weight.gradient : {{.*}} accumulator {{.*}} order [1, 0]
// FUSED: func.func @accumulate.rec(
// FUSED: nn.matmul %{{.*}} transpose_lhs : tensor<?x4xf32>, tensor<?x3xf32>
// FUSED-NEXT: %[[SUM:.*]] = nn.add
// FUSED-NEXT: nn.yield %[[SUM]]
// FUSED: func.func @update.rec(
// FUSED-NOT: nn.transpose
// FUSED: return

//--- both.mlir
module attributes {ae.model = "m"} {
  func.func @step.o(%l: memref<2xf32> {ae.losses}, %a: memref<?xi8> {ae.arena})
      attributes {ae.step_of = "o", ae.terms = ["t"], ae.weights = [1.0], ae.arena_fixed = array<i64: 0>, ae.arena_per_sample = array<i64: 0>} { return }
  func.func @evaluate.o(%l: memref<2xf32> {ae.losses}) attributes {ae.evaluate_of = "o"} { return }
  func.func @accumulate.o(%l: memref<2xf32> {ae.losses}) attributes {ae.accumulate_of = "o"} { return }
  func.func @update.o() attributes {ae.update_of = "o"} { return }
}
//--- accumulate.mlir
module attributes {ae.model = "m"} {
  func.func @step.o(%l: memref<2xf32> {ae.losses}) attributes {ae.step_of = "o", ae.terms = ["t"], ae.weights = [1.0]} { return }
  func.func @evaluate.o(%l: memref<2xf32> {ae.losses}) attributes {ae.evaluate_of = "o"} { return }
  func.func @accumulate.o(%l: memref<2xf32> {ae.losses}) attributes {ae.accumulate_of = "o"} { return }
}
//--- update.mlir
module attributes {ae.model = "m"} {
  func.func @step.o(%l: memref<2xf32> {ae.losses}) attributes {ae.step_of = "o", ae.terms = ["t"], ae.weights = [1.0]} { return }
  func.func @evaluate.o(%l: memref<2xf32> {ae.losses}) attributes {ae.evaluate_of = "o"} { return }
  func.func @update.o() attributes {ae.update_of = "o"} { return }
}
//--- model.mlir
ae.model @tiny {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %0 = ae.dense %x, 3 : tensor<?x4xf32>
    ae.return %0 : tensor<?x3xf32>
  }
  ae.network @decoder(%z: tensor<?x3xf32>) {
    %0 = ae.dense %z, 4 : tensor<?x3xf32>
    ae.return %0 : tensor<?x4xf32>
  }
  ae.objective @rec(%x: tensor<?x4xf32>) trains [@encoder, @decoder] with #ae.sgd {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x3xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x3xf32>) -> tensor<?x4xf32>
    %mse = nn.mse %y, %x : tensor<?x4xf32>
    ae.minimize %mse : tensor<?xf32>
  }
}

// RUN: aec-opt %s --aec-guard-updates --split-input-file --verify-diagnostics | FileCheck %s

// CHECK-LABEL: func.func @step
// CHECK: linalg.negf {{.*}} outs(%[[LOSSES:.*]] : memref<2xf32>)
// CHECK: %[[TOTAL:.*]] = memref.load %[[LOSSES]][%{{.*}}]
// CHECK: %[[SIZE:.*]] = math.absf %[[TOTAL]]
// CHECK: %[[FINITE:.*]] = arith.cmpf olt, %[[SIZE]], %{{.*}} : f32
// CHECK: scf.if %[[FINITE]] {
// CHECK: linalg.exp
// CHECK: } {ae.guard}
// CHECK-NEXT: return
func.func @step(%w: memref<2xf32> {ae.state = "w"}, %x: memref<2xf32> {ae.input = "x"},
                %losses: memref<2xf32> {ae.losses}) attributes {ae.step_of = "o"} {
  linalg.negf ins(%x : memref<2xf32>) outs(%losses : memref<2xf32>)
  linalg.exp ins(%x : memref<2xf32>) outs(%w : memref<2xf32>)
  return
}

// Half of a step adds nothing either, nor moves statistics.
// CHECK-LABEL: func.func @accumulate
// CHECK: linalg.negf
// CHECK: scf.if
// CHECK: linalg.exp
// CHECK: }
// CHECK-NEXT: return
func.func @accumulate(%sum: memref<2xf32> {ae.gradient = "w", ae.state = "o.w.gradient"}, %x: memref<2xf32> {ae.input = "x"},
                      %losses: memref<2xf32> {ae.losses}) attributes {ae.accumulate_of = "o"} {
  linalg.negf ins(%x : memref<2xf32>) outs(%losses : memref<2xf32>)
  linalg.exp ins(%x : memref<2xf32>) outs(%sum : memref<2xf32>)
  return
}

// An evaluation has nothing to guard.
// CHECK-LABEL: func.func @evaluate
// CHECK-NOT: scf.if
func.func @evaluate(%w: memref<2xf32> {ae.state = "w"}, %losses: memref<2xf32> {ae.losses})
    attributes {ae.evaluate_of = "o"} {
  linalg.negf ins(%w : memref<2xf32>) outs(%losses : memref<2xf32>)
  return
}

// -----

func.func @late(%w: memref<2xf32> {ae.state = "w"}, %x: memref<2xf32> {ae.input = "x"},
                %losses: memref<2xf32> {ae.losses}) attributes {ae.step_of = "o"} {
  // expected-error @+1 {{updates a state before the losses are known, expected the losses first}}
  linalg.exp ins(%x : memref<2xf32>) outs(%w : memref<2xf32>)
  // expected-note @+1 {{the losses are written here}}
  linalg.negf ins(%x : memref<2xf32>) outs(%losses : memref<2xf32>)
  return
}

// -----

// expected-error @+1 {{updates state and has no losses, expected an argument with 'ae.losses' that it writes}}
func.func @none(%w: memref<2xf32> {ae.state = "w"}, %x: memref<2xf32> {ae.input = "x"})
    attributes {ae.step_of = "o"} {
  linalg.exp ins(%x : memref<2xf32>) outs(%w : memref<2xf32>)
  return
}

// What `aec check` prints where all is well: a table an objective, with tied
// weights, class indices, second-order gradients, clipping and two optimizers;
// the fast path and the reference path in f32.
// RUN: aec check %S/Inputs/families.mlir | FileCheck %s
// RUN: aec check %S/Inputs/families.mlir --target=reference --batch=3 --seed=7 | FileCheck %s --check-prefix=OTHER

// CHECK: model families, seed 0, batch 4
// CHECK: tolerances: finite differences (f64) 1e-05, fast path (f32) 1e-04, step 1e-03
// CHECK: objective reconstruction: loss
// CHECK-NEXT: parameter shape entries kinks differences fast path step verdict
// CHECK-NEXT: encoder.fc1.weight 5x6 30 {{[0-9]+ .*}} ok
// CHECK-NEXT: encoder.fc1.bias 5 5 {{.*}} ok
// CHECK: objective classes: loss
// CHECK: critic.2.weight 3x3 9 {{.*}} ok
// CHECK-NEXT: all 13 gradients agree

// OTHER: seed 7, batch 3
// OTHER: all 13 gradients agree

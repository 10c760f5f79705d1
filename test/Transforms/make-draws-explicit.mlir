// RUN: aec-opt %s -aec-derive-entries -aec-make-state-explicit | FileCheck %s
// RUN: aec-opt %s -aec-derive-entries -aec-make-state-explicit -aec-build-training-step -aec-generate-gradients -aec-verify-joint | FileCheck %s --check-prefix=JOINT

// Noise acts in training: each application of a network draws anew.
// CHECK-LABEL: func.func @objective.rec(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<?x4xf32> {ae.input = "x"}, %[[SEED:[a-z0-9]+]]: i64 {ae.seed}, %[[STEP:[a-z0-9]+]]: i64 {ae.step})
// CHECK: nn.uniform like %[[X]] seed %[[SEED]] step %[[STEP]] stream 0 :
// CHECK: nn.normal like %{{.*}} seed %[[SEED]] step %[[STEP]] stream 1 :
// CHECK: nn.uniform like %{{.*}} seed %[[SEED]] step %[[STEP]] stream 2 :
// CHECK: nn.normal like %{{.*}} seed %[[SEED]] step %[[STEP]] stream 3 :
// CHECK-LABEL: func.func @evaluate.rec(
// CHECK-NOT: ae.seed
// CHECK-NOT: nn.uniform
// CHECK-NOT: nn.normal

// Another objective has other streams. A value that is drawn is drawn in
// evaluation too, the same however rows are split.
// CHECK-LABEL: func.func @objective.prior(
// CHECK: nn.normal like %{{.*}} stream 65538 : tensor<?x4xf32> -> tensor<?x2xf32>
// CHECK: nn.uniform like %{{.*}} stream 65539 : tensor<?x4xf32> -> tensor<?x2xf32>
// CHECK-LABEL: func.func @evaluate.prior(
// CHECK: nn.normal like %{{.*}} stream 65536 across_calls

// Without another tensor, one that is nothing but the batch.
// CHECK-LABEL: func.func @sample(
// CHECK-SAME: %[[ROWS:[a-z0-9]+]]: tensor<?xi32> {ae.rows}, %{{.*}}: i64 {ae.seed}, %{{.*}}: i64 {ae.step})
// CHECK-SAME: -> (tensor<?x4xf32> {ae.target = "x"}) attributes {ae.entry = "sample"}
// CHECK: nn.normal like %[[ROWS]] seed %{{.*}} step %{{.*}} stream {{[0-9]+}} across_calls : tensor<?xi32> -> tensor<?x2xf32>

// One step argument, for draws and updates.
// JOINT-LABEL: func.func @step.rec(
// JOINT-COUNT-1: {ae.step}
// JOINT-NOT: {ae.step}
// JOINT: nn.adam_update
ae.model @m {
  ae.prior normal : tensor<?x2xf32>
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %0 = ae.dropout %x, 0.5 : tensor<?x4xf32>
    %1 = ae.dense %0, 2 : tensor<?x4xf32>
    %2 = ae.gaussian_noise %1, 0.1 : tensor<?x2xf32>
    ae.return %2 : tensor<?x2xf32>
  }
  ae.network @decoder(%z: tensor<?x2xf32>) {
    %0 = ae.dense %z, 4 : tensor<?x2xf32>
    ae.return %0 : tensor<?x4xf32>
  }
  ae.objective @rec(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %a = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %b = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %mse = nn.mse %a, %b : tensor<?x2xf32>
    ae.minimize %mse as "a" : tensor<?xf32>
  }
  ae.objective @prior(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %a = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %n = ae.normal : tensor<?x2xf32>
    %u = ae.uniform : tensor<?x2xf32>
    %mse = nn.mse %a, %n : tensor<?x2xf32>
    %mae = nn.mae %a, %u : tensor<?x2xf32>
    ae.minimize %mse as "a" + %mae as "b" : tensor<?xf32>, tensor<?xf32>
  }
}

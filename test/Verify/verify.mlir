// aec verify without a GPU: the fast path of the CPU with plain loops, op by op.
// RUN: aec verify %s --target=reference,cpu --batch 5 | FileCheck %s
// CHECK: model small, seed 0, batch 5: reference on the CPU and cpu on the CPU, values of the joint rung
// CHECK-NEXT: objective reconstruction: [[#]] results of ops and 12 states, [[#]] values compared
// CHECK-NEXT: largest difference {{[0-9].[0-9]e-[0-9]+}}
// CHECK: all values agree

// A wrong adjoint on the fast path: of sigmoid the factor, of the first layer's weight its product.
// RUN: not aec verify %s --target=reference,cpu --seed-fault="in=values fault=double op=nn.sub index=1" 2>&1 | FileCheck %s --check-prefix=ADJOINT
// ADJOINT: verify.mlir:[[#@LINE + 24]]:10: error: the backward nn.sub differs: element [{{[0-9, ]+}}] is {{.*}} on reference and {{.*}} on cpu
// ADJOINT-NEXT: %y = nn.sigmoid
// RUN: not aec verify %s --target=reference,cpu --seed-fault="in=values fault=negate op=nn.matmul index=2" 2>&1 | FileCheck %s --check-prefix=WEIGHT
// WEIGHT: error: the backward nn.matmul differs

// RUN: not aec verify %s --target=cpu 2>&1 | FileCheck %s --check-prefix=ONE --match-full-lines
// RUN: not aec verify %s --target=cpu,cpu 2>&1 | FileCheck %s --check-prefix=ONE --match-full-lines
// ONE: aec: error: --target names what is compared, expected two of cpu, cuda and reference: --target=cpu,cuda
// RUN: not aec verify %s --batch 0 2>&1 | FileCheck %s --check-prefix=BATCH --match-full-lines
// BATCH: aec: error: --batch is 0, expected at least 1
// RUN: not aec verify %s --tolerance=-1 2>&1 | FileCheck %s --check-prefix=TOLERANCE --match-full-lines
// TOLERANCE: aec: error: --tolerance is -1.000000e+00, expected at least 0
// RUN: echo "func.func @f() { return }" > %t.none.mlir
// RUN: not aec verify %t.none.mlir 2>&1 | FileCheck %s --check-prefix=NONE
// NONE: error: the file is below the rung that both targets have in common, expected a definition
ae.model @small {
  ae.input @x : tensor<?x12xf32>
  ae.network @encoder(%x: tensor<?x12xf32>) {
    %0 = ae.dense %x, 8 : tensor<?x12xf32>
    %z = nn.tanh %0 : tensor<?x8xf32>
    ae.return %z : tensor<?x8xf32>
  }
  ae.network @decoder(%z: tensor<?x8xf32>) {
    %0 = ae.dense %z, 12 : tensor<?x8xf32>
    %y = nn.sigmoid %0 : tensor<?x12xf32>
    ae.return %y : tensor<?x12xf32>
  }
  ae.objective @reconstruction(%x: tensor<?x12xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x12xf32>) -> tensor<?x8xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x8xf32>) -> tensor<?x12xf32>
    %mse = nn.mse %y, %x : tensor<?x12xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

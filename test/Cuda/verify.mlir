// aec verify: the CPU with a GPU, op by op, on the emulated driver; and the op it names where one of them computes something else.
// REQUIRES: numpy
// DEFINE: %{verify} = env LD_LIBRARY_PATH=%aec_build/test/Cuda/emulated aec verify %s --batch 5
// RUN: %{verify} | FileCheck %s
// CHECK: model vae, seed 0, batch 5: cpu on the CPU and cuda on emulated device, values of the fused rung
// CHECK-NEXT: objective elbo: [[#]] results of ops and 30 states, [[#]] values compared
// CHECK-NEXT: largest difference {{[1-9].[0-9]e-0[6-9]}}, {{the forward|the backward|state}}
// CHECK-NEXT: all values agree

// A tolerance that no two targets keep.
// RUN: not %{verify} --tolerance 0 2>&1 | FileCheck %s --check-prefix=STRICT
// STRICT: tolerance 0.0e+00

// A kernel of the forward part that is wrong: what is behind it differs too, and it is named.
// RUN: not %{verify} --seed-fault="in=values fault=double op=nn.group index=1 forward=true" 2>&1 | FileCheck %s --check-prefix=FORWARD
// FORWARD: verify.mlir:[[#@LINE + 24]]:13: error: the forward nn.add differs: element [0, 0] is {{[-0-9.e]+}} on cpu and {{[-0-9.e]+}} on cuda, {{.*}} of the largest apart, tolerance {{[0-9.e-]+$}}
// FORWARD: %mean = ae.dense
// RUN: not %{verify} --seed-fault="in=values fault=negate op=nn.group index=2" 2>&1 | FileCheck %s --check-prefix=BACKWARD
// BACKWARD: verify.mlir:[[#@LINE + 27]]:10: error: the backward nn.mul differs
// BACKWARD: %1 = nn.tanh %0

// What is right op by op and put together wrongly.
// RUN: not %{verify} --seed-fault="in=step fault=negate op=nn.group index=2" 2>&1 | FileCheck %s --check-prefix=STEP
// STEP: error: every op agrees, but the step leaves state {{[a-z0-9.]+}} different: element [

// Data of a file, and a device that is not there.
// RUN: %python %S/../Driver/Inputs/random_rows.py 9 24 %t.npy
// RUN: %{verify} --data %t.npy | FileCheck %s
// RUN: not %{verify} --data %t.npy --batch 10 2>&1 | FileCheck %s --check-prefix=FEW
// FEW: error: --data has 9 samples, expected at least the batch, 10; --batch takes fewer
// RUN: not env LD_LIBRARY_PATH=%aec_build/test/Cuda/old aec verify %s 2>&1 | FileCheck %s --check-prefix=MISSING
// MISSING: error: cannot load the compiled model: the NVIDIA driver is too old
ae.model @vae {
  ae.input @x : tensor<?x24xf32>
  ae.prior normal : tensor<?x4xf32>
  ae.network @encoder(%x: tensor<?x24xf32>) {
    %0 = ae.dense %x, 16 : tensor<?x24xf32>
    %1 = nn.relu %0 : tensor<?x16xf32>
    %2 = ae.dropout %1, 0.1 : tensor<?x16xf32>
    %mean = ae.dense %2, 4 : tensor<?x16xf32>
    %logvar = ae.dense %2, 4 : tensor<?x16xf32>
    ae.return %mean, %logvar : tensor<?x4xf32>, tensor<?x4xf32>
  }
  ae.network @decoder(%z: tensor<?x4xf32>) {
    %0 = ae.dense %z, 16 : tensor<?x4xf32>
    %1 = nn.tanh %0 : tensor<?x16xf32>
    %2 = ae.dense %1, 24 : tensor<?x16xf32>
    %y = nn.sigmoid %2 : tensor<?x24xf32>
    ae.return %y : tensor<?x24xf32>
  }
  ae.objective @elbo(%x: tensor<?x24xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %mean, %logvar = ae.apply @encoder(%x) : (tensor<?x24xf32>) -> (tensor<?x4xf32>, tensor<?x4xf32>)
    %z = ae.reparameterize %mean, %logvar : tensor<?x4xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x4xf32>) -> tensor<?x24xf32>
    %bce = nn.bce %y, %x reduce batch_mean : tensor<?x24xf32>
    %kl = nn.kl_normal %mean, %logvar : tensor<?x4xf32>
    ae.minimize %bce as "reconstruction" + %kl as "kl" : tensor<?xf32>, tensor<?xf32>
  }
}

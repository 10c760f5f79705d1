// A program for a GPU, on the emulated driver, ends at the losses and weights of one for the CPU, its noise included: draws are
// functions of seed, step and place. Sums have another order on a GPU, so that the last digits differ.
// REQUIRES: numpy
// RUN: aec compile %s --target=cuda -o %t.cuda
// RUN: aec compile %s --march=x86-64-v3 -o %t.cpu
// RUN: %python %S/../Driver/Inputs/random_rows.py 72 24 %t.npy
// RUN: rm -rf %t.gpu-first %t.cpu-first
// RUN: env LD_LIBRARY_PATH=%aec_build/test/Cuda/emulated %t.cuda train --data %t.npy --epochs 3 --batch-size 16 --weights %t.one.safetensors | grep ^epoch | sed 's/ seconds.*//' > %t.one.txt
// Work that runs as late as it may gives the same bytes.
// RUN: env AEC_EMULATED_CUDA=deferred=1 LD_LIBRARY_PATH=%aec_build/test/Cuda/emulated %t.cuda train --data %t.npy --epochs 3 --batch-size 16 --weights %t.late.safetensors
// RUN: cmp %t.one.safetensors %t.late.safetensors
// RUN: %t.cpu train --data %t.npy --epochs 3 --batch-size 16 --weights %t.other.safetensors | grep ^epoch | sed 's/ seconds.*//' > %t.other.txt
// RUN: FileCheck %s --input-file=%t.one.txt
// CHECK: epoch 3/3 loss {{[0-9.]+}} reconstruction {{[0-9.]+}} kl {{[0-9.]+}}
// RUN: diff %t.one.txt %t.other.txt
// RUN: %python %S/Inputs/same-weights.py 1e-4 %t.one.safetensors %t.other.safetensors

// A run that one began the other continues.
// RUN: env LD_LIBRARY_PATH=%aec_build/test/Cuda/emulated %t.cuda train --data %t.npy --epochs 3 --batch-size 16 --weights %t.begun.safetensors --checkpoint %t.gpu-first --max-time 0.000001
// RUN: %t.cpu train --data %t.npy --epochs 3 --batch-size 16 --weights %t.ended.safetensors --checkpoint %t.gpu-first --resume | FileCheck %s --check-prefix=RESUME
// RESUME: continuing from {{.*}}gpu-first
// RUN: %python %S/Inputs/same-weights.py 1e-4 %t.one.safetensors %t.ended.safetensors
// RUN: %t.cpu train --data %t.npy --epochs 3 --batch-size 16 --weights %t.begun.safetensors --checkpoint %t.cpu-first --max-time 0.000001
// RUN: env LD_LIBRARY_PATH=%aec_build/test/Cuda/emulated %t.cuda train --data %t.npy --epochs 3 --batch-size 16 --weights %t.back.safetensors --checkpoint %t.cpu-first --resume | FileCheck %s --check-prefix=BACK
// BACK: continuing from {{.*}}cpu-first
// RUN: %python %S/Inputs/same-weights.py 1e-4 %t.one.safetensors %t.back.safetensors
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

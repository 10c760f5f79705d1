// One program with code for the CPU and for a GPU: --device chooses, and files go from one to the other. Without a GPU it says what is missing,
// and computes with --device cpu.
// REQUIRES: numpy
// RUN: aec compile %s --target=cpu,cuda --march=x86-64-v3 -o %t.program
// RUN: %python %S/../Driver/Inputs/random_rows.py 40 12 %t.npy

// RUN: %t.program --help | FileCheck %s --check-prefix=HELP
// HELP: Every command takes --device cuda|cpu (default: cuda)
// RUN: rm -f %t.none.safetensors
// RUN: not env LD_LIBRARY_PATH=%aec_build/test/Cuda/old %t.program train --data %t.npy --weights %t.none.safetensors 2>&1 | FileCheck %s --check-prefix=MISSING
// MISSING: error: the NVIDIA driver is too old: {{.*}}; --device cpu computes without one
// RUN: not env LD_LIBRARY_PATH=%aec_build/test/Cuda/emulated AEC_EMULATED_CUDA=capability=75 %t.program train --data %t.npy --weights %t.none.safetensors 2>&1 | FileCheck %s --check-prefix=CHIP
// CHIP: error: this program was compiled for sm_80 and later, the GPU is sm_75; --device cpu computes without one
// RUN: not ls %t.none.safetensors

// RUN: env LD_LIBRARY_PATH=%aec_build/test/Cuda/emulated %t.program train --data %t.npy --epochs 3 --batch-size 8 --weights %t.gpu.safetensors | FileCheck %s --check-prefix=DEVICE
// DEVICE: training pair on 40 samples: 3 epochs, batch 8, seed 0, on emulated device
// RUN: env LD_LIBRARY_PATH=%aec_build/test/Cuda/old %t.program train --device cpu --data %t.npy --epochs 3 --batch-size 8 --weights %t.cpu.safetensors | FileCheck %s --check-prefix=HOST
// HOST: training pair on 40 samples: 3 epochs, batch 8, seed 0, {{[0-9]+}} thread
// RUN: %python %S/Inputs/same-weights.py 1e-4 %t.gpu.safetensors %t.cpu.safetensors

// A run that one began the other continues, both ways.
// RUN: rm -rf %t.run
// RUN: env LD_LIBRARY_PATH=%aec_build/test/Cuda/emulated %t.program train --data %t.npy --epochs 3 --batch-size 8 --weights %t.begun.safetensors --checkpoint %t.run --max-time 0.000001
// RUN: %t.program --device cpu train --data %t.npy --epochs 3 --batch-size 8 --weights %t.ended.safetensors --checkpoint %t.run --resume | FileCheck %s --check-prefix=RESUME
// RESUME: continuing from {{.*}}run
// RUN: %python %S/Inputs/same-weights.py 1e-4 %t.cpu.safetensors %t.ended.safetensors
// RUN: rm -rf %t.run
// RUN: %t.program train --device=cpu --data %t.npy --epochs 3 --batch-size 8 --weights %t.begun.safetensors --checkpoint %t.run --max-time 0.000001
// RUN: env LD_LIBRARY_PATH=%aec_build/test/Cuda/emulated %t.program train --device cuda --data %t.npy --epochs 3 --batch-size 8 --weights %t.ended.safetensors --checkpoint %t.run --resume | FileCheck %s --check-prefix=RESUME
// RUN: %python %S/Inputs/same-weights.py 1e-4 %t.cpu.safetensors %t.ended.safetensors

// RUN: env LD_LIBRARY_PATH=%aec_build/test/Cuda/emulated %t.program score --data %t.npy --weights %t.cpu.safetensors --out %t.gpu.csv
// RUN: %t.program score --device cpu --data %t.npy --weights %t.cpu.safetensors --out %t.cpu.csv
// RUN: %python %S/../Driver/Inputs/near.py %t.gpu.csv %t.cpu.csv 1e-5
ae.model @pair {
  ae.input @x : tensor<?x12xf32>
  ae.network @encoder(%x: tensor<?x12xf32>) {
    %0 = ae.dense %x, 8 : tensor<?x12xf32>
    %1 = nn.relu %0 : tensor<?x8xf32>
    %z = ae.dense %1, 3 : tensor<?x8xf32>
    ae.return %z : tensor<?x3xf32>
  }
  ae.network @decoder(%z: tensor<?x3xf32>) {
    %0 = ae.dense %z, 8 : tensor<?x3xf32>
    %1 = nn.relu %0 : tensor<?x8xf32>
    %y = ae.dense %1, 12 : tensor<?x8xf32>
    ae.return %y : tensor<?x12xf32>
  }
  ae.objective @reconstruction(%x: tensor<?x12xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x12xf32>) -> tensor<?x3xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x3xf32>) -> tensor<?x12xf32>
    %mse = nn.mse %y, %x : tensor<?x12xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

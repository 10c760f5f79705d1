// Tensor cores: products of operands rounded to tf32 (2^-11 of each, at most) or bf16 (2^-8), added in f32. Weights after four steps of
// gradient descent are near those of a program for the CPU: a gradient is off by a few roundings of its operands, and a step moves
// a weight by a tenth of it.
// REQUIRES: numpy
// RUN: aec compile %s --march=x86-64-v3 -o %t.cpu
// RUN: %python %S/../Driver/Inputs/random_rows.py 24 144 %t.npy
// RUN: %t.cpu train --data %t.npy --epochs 2 --batch-size 12 --weights %t.other.safetensors

// RUN: aec compile %s --target=cuda --precision=tf32 --emit=ptx -o - | FileCheck %s --check-prefix=TF32
// TF32: cvt.rna.tf32.f32
// TF32: mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32
// RUN: aec compile %s --target=cuda --precision=tf32 -o %t.tf32
// RUN: env LD_LIBRARY_PATH=%aec_build/test/Cuda/emulated %t.tf32 train --data %t.npy --epochs 2 --batch-size 12 --weights %t.tf32.safetensors
// RUN: %python %S/Inputs/same-weights.py 5e-4 %t.tf32.safetensors %t.other.safetensors
// The rounding shows.
// RUN: not %python %S/Inputs/same-weights.py 1e-6 %t.tf32.safetensors %t.other.safetensors

// RUN: aec compile %s --target=cuda --precision=bf16 --emit=ptx -o - | FileCheck %s --check-prefix=BF16
// BF16: cvt.rn.bf16x2.f32
// BF16: mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32
// RUN: aec compile %s --target=cuda --precision=bf16 -o %t.bf16
// RUN: env LD_LIBRARY_PATH=%aec_build/test/Cuda/emulated %t.bf16 train --data %t.npy --epochs 2 --batch-size 12 --weights %t.bf16.safetensors
// RUN: %python %S/Inputs/same-weights.py 4e-3 %t.bf16.safetensors %t.other.safetensors
// RUN: not %python %S/Inputs/same-weights.py 1e-5 %t.bf16.safetensors %t.other.safetensors

// What products are not computed by tensor cores but the products.
// RUN: aec compile %s --target=cuda --emit=ptx -o - | FileCheck %s --check-prefix=FP32
// FP32-NOT: mma.sync
// FP32: fma.rn.f32
// FP32-NOT: mma.sync
ae.model @rounded {
  ae.input @x : tensor<?x4x6x6xf32>
  ae.network @encoder(%x: tensor<?x4x6x6xf32>) {
    %0 = ae.conv2d %x, 10 kernel 3 padding same : tensor<?x4x6x6xf32>
    %1 = nn.relu %0 : tensor<?x10x6x6xf32>
    %2 = nn.flatten %1 : tensor<?x10x6x6xf32>
    %z = ae.dense %2, 17 : tensor<?x360xf32>
    ae.return %z : tensor<?x17xf32>
  }
  ae.network @decoder(%z: tensor<?x17xf32>) {
    %y = ae.dense %z, 144 : tensor<?x17xf32>
    ae.return %y : tensor<?x144xf32>
  }
  ae.objective @reconstruction(%x: tensor<?x4x6x6xf32>) trains [@encoder, @decoder]
      with #ae.sgd<learning_rate = 1.0e-1> {
    %z = ae.apply @encoder(%x) : (tensor<?x4x6x6xf32>) -> tensor<?x17xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x17xf32>) -> tensor<?x144xf32>
    %t = nn.flatten %x : tensor<?x4x6x6xf32>
    %mse = nn.mse %y, %t : tensor<?x144xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

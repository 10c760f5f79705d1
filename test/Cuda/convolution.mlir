// Convolutions, pools, a batch norm and Adam on the emulated driver: weights after four steps are those of a program for the
// CPU. Numbers that several updates share keep their places until the last of them has run.
// REQUIRES: numpy
// RUN: aec compile %s --target=cuda -o %t.cuda
// RUN: aec compile %s --march=x86-64-v3 -o %t.cpu
// RUN: %python %S/../Driver/Inputs/random_rows.py 14 128 %t.npy
// RUN: env LD_LIBRARY_PATH=%aec_build/test/Cuda/emulated %t.cuda train --data %t.npy --epochs 2 --batch-size 8 --weights %t.one.safetensors | FileCheck %s
// CHECK: epoch 2/2 loss 0.{{[0-9]+}}
// RUN: env AEC_EMULATED_CUDA=deferred=1 LD_LIBRARY_PATH=%aec_build/test/Cuda/emulated %t.cuda train --data %t.npy --epochs 2 --batch-size 8 --accumulate 2 --weights %t.late.safetensors
// RUN: %t.cpu train --data %t.npy --epochs 2 --batch-size 8 --accumulate 2 --weights %t.summed.safetensors
// RUN: %python %S/Inputs/same-weights.py 1e-4 %t.late.safetensors %t.summed.safetensors
// RUN: %t.cpu train --data %t.npy --epochs 2 --batch-size 8 --weights %t.other.safetensors
// RUN: %python %S/Inputs/same-weights.py 1e-4 %t.one.safetensors %t.other.safetensors
ae.model @pictures {
  ae.input @x : tensor<?x2x8x8xf32>
  ae.network @encoder(%x: tensor<?x2x8x8xf32>) {
    %0 = ae.conv2d %x, 6 kernel 3 padding same no_bias : tensor<?x2x8x8xf32>
    %1 = ae.batch_norm %0 : tensor<?x6x8x8xf32>
    %2 = nn.relu %1 : tensor<?x6x8x8xf32>
    %3 = nn.max_pool2d %2 kernel [2, 2] : tensor<?x6x8x8xf32>
    %z = ae.conv2d %3, 4 kernel 3 strides 2 padding same : tensor<?x6x4x4xf32>
    ae.return %z : tensor<?x4x2x2xf32>
  }
  ae.network @decoder(%z: tensor<?x4x2x2xf32>) {
    %0 = ae.conv_transpose2d %z, 6 kernel 3 strides 2 padding same : tensor<?x4x2x2xf32>
    %1 = nn.relu %0 : tensor<?x6x4x4xf32>
    %2 = ae.conv_transpose2d %1, 2 kernel 3 strides 2 padding same : tensor<?x6x4x4xf32>
    %y = nn.sigmoid %2 : tensor<?x2x8x8xf32>
    ae.return %y : tensor<?x2x8x8xf32>
  }
  ae.objective @reconstruction(%x: tensor<?x2x8x8xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-2> {
    %z = ae.apply @encoder(%x) : (tensor<?x2x8x8xf32>) -> tensor<?x4x2x2xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x4x2x2xf32>) -> tensor<?x2x8x8xf32>
    %mse = nn.mse %y, %x : tensor<?x2x8x8xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

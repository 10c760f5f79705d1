// Convolutions by tiles: dilated, grouped, depthwise, strides that do not divide, a transposed one with a stride greater than its
// kernel (pixels that no tap reaches), channels that are no multiple of four. Sums are cut into slices where batches allow.
// REQUIRES: numpy
// RUN: aec compile %s --target=cuda --remarks -o %t.cuda 2> %t.remarks
// RUN: FileCheck %s --check-prefix=REMARK --input-file=%t.remarks
// REMARK-DAG: kernel: a block a tile of {{[0-9]+ x [0-9]+}} of the convolution{{$}}
// REMARK-DAG: kernel: a block a tile of {{[0-9]+ x [0-9]+}} of the convolution, its depth in slices
// REMARK-DAG: kernel: a thread a result of the convolution
// RUN: aec compile %s --march=x86-64-v3 -o %t.cpu
// RUN: %python %S/../Driver/Inputs/random_rows.py 10 243 %t.npy
// RUN: env LD_LIBRARY_PATH=%aec_build/test/Cuda/emulated %t.cuda train --data %t.npy --epochs 2 --batch-size 6 --weights %t.one.safetensors | FileCheck %s
// CHECK: epoch 2/2 loss 0.{{[0-9]+}}
// RUN: %t.cpu train --data %t.npy --epochs 2 --batch-size 6 --weights %t.other.safetensors
// RUN: %python %S/Inputs/same-weights.py 1e-5 %t.one.safetensors %t.other.safetensors
ae.model @shapes {
  ae.input @x : tensor<?x3x9x9xf32>
  ae.network @encoder(%x: tensor<?x3x9x9xf32>) {
    %0 = ae.conv2d %x, 8 kernel 3 dilation 2 padding 2 : tensor<?x3x9x9xf32>
    %1 = nn.relu %0 : tensor<?x8x9x9xf32>
    %2 = ae.conv2d %1, 8 kernel 3 strides 2 groups 8 padding 1 : tensor<?x8x9x9xf32>
    %3 = nn.tanh %2 : tensor<?x8x5x5xf32>
    %z = ae.conv2d %3, 32 kernel 2 strides 3 groups 2 : tensor<?x8x5x5xf32>
    ae.return %z : tensor<?x32x2x2xf32>
  }
  ae.network @decoder(%z: tensor<?x32x2x2xf32>) {
    %0 = ae.conv_transpose2d %z, 6 kernel 2 strides 3 : tensor<?x32x2x2xf32>
    %1 = nn.relu %0 : tensor<?x6x5x5xf32>
    %y = ae.conv_transpose2d %1, 3 kernel 3 strides 2 padding 1 : tensor<?x6x5x5xf32>
    ae.return %y : tensor<?x3x9x9xf32>
  }
  ae.objective @reconstruction(%x: tensor<?x3x9x9xf32>) trains [@encoder, @decoder]
      with #ae.sgd<learning_rate = 1.0e-1> {
    %z = ae.apply @encoder(%x) : (tensor<?x3x9x9xf32>) -> tensor<?x32x2x2xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x32x2x2xf32>) -> tensor<?x3x9x9xf32>
    %mse = nn.mse %y, %x : tensor<?x3x9x9xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

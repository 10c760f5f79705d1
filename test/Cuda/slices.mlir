// Products whose depth is cut: the forward pass of a wide layer, and weight gradients over a batch of 200, which the last batch of
// 40 leaves whole. Slices are added in one order: two runs give the same bits.
// REQUIRES: numpy
// RUN: aec compile %s --target=cuda --remarks -o %t.cuda 2> %t.remarks
// RUN: FileCheck %s --check-prefix=REMARK --input-file=%t.remarks
// REMARK: kernel: a block a tile of 32 x 32 of the product, its depth in slices
// RUN: aec compile %s --march=x86-64-v3 -o %t.cpu
// RUN: %python %S/../Driver/Inputs/random_rows.py 240 400 %t.npy
// RUN: env LD_LIBRARY_PATH=%aec_build/test/Cuda/emulated %t.cuda train --data %t.npy --epochs 2 --batch-size 200 --weights %t.one.safetensors
// RUN: env LD_LIBRARY_PATH=%aec_build/test/Cuda/emulated %t.cuda train --data %t.npy --epochs 2 --batch-size 200 --weights %t.same.safetensors
// RUN: cmp %t.one.safetensors %t.same.safetensors
// RUN: %t.cpu train --data %t.npy --epochs 2 --batch-size 200 --weights %t.other.safetensors
// RUN: %python %S/Inputs/same-weights.py 1e-5 %t.one.safetensors %t.other.safetensors
ae.model @wide {
  ae.input @x : tensor<?x400xf32>
  ae.network @encoder(%x: tensor<?x400xf32>) {
    %0 = ae.dense %x, 40 : tensor<?x400xf32>
    %z = nn.tanh %0 : tensor<?x40xf32>
    ae.return %z : tensor<?x40xf32>
  }
  ae.network @decoder(%z: tensor<?x40xf32>) {
    %y = ae.dense %z, 400 : tensor<?x40xf32>
    ae.return %y : tensor<?x400xf32>
  }
  ae.objective @reconstruction(%x: tensor<?x400xf32>) trains [@encoder, @decoder]
      with #ae.sgd<learning_rate = 1.0e-1> {
    %z = ae.apply @encoder(%x) : (tensor<?x400xf32>) -> tensor<?x40xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x40xf32>) -> tensor<?x400xf32>
    %mse = nn.mse %y, %x : tensor<?x400xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}

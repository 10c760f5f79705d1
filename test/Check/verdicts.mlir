// Every verdict and every last line of `aec check`, each by a fault that is
// planted where only that comparison can see it.
//
// The fast path's gradients alone are wrong: differences agree with the reference.
// RUN: not aec check %s --model=m --seed-fault-fast="fault=double op=nn.sum_to" | FileCheck %s --check-prefix=FAST
// FAST: network.0.bias 2 2 0 {{[0-9.]+e-[0-9]+}} 1.0e+00 {{.*}} FAST PATH DIFFERS
// FAST: {{[12]}} of 2 gradients are wrong
//
// Its step alone: what its optimizer starts from is right.
// RUN: not aec check %s --model=m --seed-fault-fast="in=step fault=double op=nn.sum_to" | FileCheck %s --check-prefix=STEP
// STEP: network.0.bias 2 2 0 {{[0-9.]+e-[0-9]+ [0-9.]+e[-+][0-9]+}} 1.0e+00 STEP DIFFERS
// STEP: {{[12]}} of 2 gradients are wrong
//
// Its losses alone: a term of the data that no gradient depends on.
// RUN: not aec check %s --model=m --seed-fault-fast="forward fault=double op=nn.square" | FileCheck %s --check-prefix=LOSS
// LOSS: objective o: loss {{.*}}, fast path off by {{[1-9.]+}}e-01
// LOSS: ok
// LOSS: ok
// LOSS: losses of the fast path differ
//
// RUN: not aec check %s --model=infinite 2>&1 | FileCheck %s --check-prefix=INFINITE
// INFINITE: aec: error: objective 'o': the loss is not finite
//
// RUN: not env TMPDIR=%t.none aec check %s --model=m 2>&1 | FileCheck %s --check-prefix=FOLDER
// FOLDER: error: cannot create a temporary folder: No such file or directory
//
// RUN: echo "func.func @f(%%x: tensor<f32>) { %%g = nn.gradient %%x wrt %%x : tensor<f32>, tensor<f32> return }" > %t.empty.mlir
// RUN: not aec check %t.empty.mlir 2>&1 | FileCheck %s --check-prefix=EMPTY
// EMPTY: error: the file has no objective, expected one to check
ae.model @m {
  ae.network @network(%x: tensor<?x3xf32>) {
    %0 = ae.dense %x, 2 : tensor<?x3xf32>
    ae.return %0 : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x3xf32>) trains [@network] with #ae.sgd {
    %y = ae.apply @network(%x) : (tensor<?x3xf32>) -> tensor<?x2xf32>
    %l = nn.l1 %y : tensor<?x2xf32>
    %s = nn.square %x : tensor<?x3xf32>
    %data = nn.mean %s dims [1] : tensor<?x3xf32>
    ae.minimize %l as "l" + %data as "data" : tensor<?xf32>, tensor<?xf32>
  }
  ae.entry @run(%x: tensor<?x3xf32>) {
    %y = ae.apply @network(%x) : (tensor<?x3xf32>) -> tensor<?x2xf32>
    ae.return %y : tensor<?x2xf32>
  }
}
ae.model @infinite {
  ae.network @network(%x: tensor<?x3xf32>) {
    %0 = ae.dense %x, 2 : tensor<?x3xf32>
    ae.return %0 : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x3xf32>) trains [@network] with #ae.sgd {
    %y = ae.apply @network(%x) : (tensor<?x3xf32>) -> tensor<?x2xf32>
    %square = nn.square %y : tensor<?x2xf32>
    %below = nn.neg %square : tensor<?x2xf32>
    %log = nn.log %below : tensor<?x2xf32>
    %l = nn.l1 %log : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.entry @run(%x: tensor<?x3xf32>) {
    %y = ae.apply @network(%x) : (tensor<?x3xf32>) -> tensor<?x2xf32>
    ae.return %y : tensor<?x2xf32>
  }
}

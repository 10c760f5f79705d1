// A wrong adjoint makes `aec check` fail. Each fault is planted in the generated
// gradients by the pass aec-seed-fault, as a mistake in the op's adjoint would put
// it there; adjoint-edits.md lists edits of the adjoints themselves.
//
// DEFINE: %{check} = aec check %s --target=reference --entries=8
// RUN: %{check} | FileCheck %s --check-prefix=RIGHT
// RIGHT: all 8 gradients agree
// WRONG: WRONG GRADIENT
// WRONG: {{^[1-8]}} of 8 gradients are wrong

// mse: target - prediction
// RUN: not %{check} --seed-fault="fault=swap op=nn.sub index=1" | FileCheck %s --check-prefix=WRONG
// mse: the factor 2 is missing
// RUN: not %{check} --seed-fault="fault=first op=nn.mul index=9" | FileCheck %s --check-prefix=WRONG
// two gradients of one value: the first is dropped
// RUN: not %{check} --seed-fault="fault=second op=nn.add index=1" | FileCheck %s --check-prefix=WRONG
// two gradients of one value: the second is dropped
// RUN: not %{check} --seed-fault="fault=first op=nn.add index=2" | FileCheck %s --check-prefix=WRONG
// div: the divisor's gradient lacks its minus
// RUN: not %{check} --seed-fault="fault=first op=nn.neg index=1" | FileCheck %s --check-prefix=WRONG
// mean: divided by half the count
// RUN: not %{check} --seed-fault="fault=double op=nn.div index=1" | FileCheck %s --check-prefix=WRONG
// tanh: 1 - y for 1 - y^2
// RUN: not %{check} --seed-fault="fault=first op=nn.square index=1" | FileCheck %s --check-prefix=WRONG
// tanh: the incoming gradient is not multiplied in
// RUN: not %{check} --seed-fault="fault=second op=nn.mul index=18" | FileCheck %s --check-prefix=WRONG
// gelu: the density's term is dropped
// RUN: not %{check} --seed-fault="fault=first op=nn.add index=4" | FileCheck %s --check-prefix=WRONG
// gelu: the exponent lacks its minus
// RUN: not %{check} --seed-fault="fault=first op=nn.neg index=2" | FileCheck %s --check-prefix=WRONG
// softmax: the sum is not taken off
// RUN: not %{check} --seed-fault="fault=first op=nn.sub index=2" | FileCheck %s --check-prefix=WRONG
// softmax: y is not multiplied in
// RUN: not %{check} --seed-fault="fault=second op=nn.mul index=17" | FileCheck %s --check-prefix=WRONG
// matmul: the data gradient reads the weight transposed
// RUN: not %{check} --seed-fault="fault=transpose-rhs op=nn.matmul index=2" | FileCheck %s --check-prefix=WRONG
// matmul: the weight gradient's operands are swapped
// RUN: not %{check} --seed-fault="fault=swap op=nn.matmul index=3" | FileCheck %s --check-prefix=WRONG
// sum_to: a bias gets no gradient
// RUN: not %{check} --seed-fault="fault=zero op=nn.sum_to index=1" | FileCheck %s --check-prefix=WRONG
// maximum: the gradient passes on the wrong side
// RUN: not %{check} --seed-fault="fault=negate op=nn.sign index=0" | FileCheck %s --check-prefix=WRONG

ae.model @faults {
  ae.network @encoder(%x: tensor<?x5xf32>) {
    %0 = ae.dense %x, 5 : tensor<?x5xf32>
    %1 = nn.tanh %0 : tensor<?x5xf32>
    %2 = ae.dense %1, 5 : tensor<?x5xf32>
    %z = nn.softmax %2 : tensor<?x5xf32>
    ae.return %z : tensor<?x5xf32>
  }
  ae.network @decoder(%z: tensor<?x5xf32>) {
    %0 = ae.dense %z, 5 : tensor<?x5xf32>
    %1 = nn.gelu %0 : tensor<?x5xf32>
    %2 = ae.dense %1, 5 : tensor<?x5xf32>
    ae.return %2 : tensor<?x5xf32>
  }
  ae.objective @reconstruction(%x: tensor<?x5xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x5xf32>) -> tensor<?x5xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x5xf32>) -> tensor<?x5xf32>
    %mse = nn.mse %y, %x : tensor<?x5xf32>
    %cosine = nn.cosine %y, %x : tensor<?x5xf32>
    ae.minimize %mse as "reconstruction" + 0.1 * %cosine as "cosine" : tensor<?xf32>, tensor<?xf32>
  }
}

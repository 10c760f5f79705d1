//===- NNProducts.td - Products over any dimensions -----------------------===//
//
// One op for projections of sequences, batches of products and their gradients:
// which dimension meets which is written, so that a transposed operand is
// another word and never a copy.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_NN_PRODUCTS
#define AEC_NN_PRODUCTS

include "dialects/NN/NNBase.td"

def NN_EinsumOp : NN_InferredOp<"einsum", [NN_Differentiable,
      DeclareOpInterfaceMethods<NN_ContractionOpInterface>]> {
  let summary = "product of two tensors over named dimensions";
  let description = [{
    Einstein's notation of `numpy.einsum` and `torch.einsum` with two operands: a
    letter names a dimension, letters that the result lacks are summed over.
    (C1) the equation reads "lhs,rhs->result", a letter stands once in each of the
    three. (C2) a letter for each dimension of an operand. (C3) sizes of one letter
    agree. (C4) a letter stands in two of the three at least: nothing is summed in
    one operand alone, nothing repeated. (C5) the batch is first in the result, or
    summed over.

    Gradient: a product too, of dresult and the other operand.

    ```mlir
    %y = nn.einsum "btk,nk->btn" %x, %w : tensor<?x28x16xf32>, tensor<64x16xf32>
    ```
  }];
  let arguments = (ins StrAttr:$equation, NN_Tensor:$lhs, NN_Tensor:$rhs);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$equation $lhs `,` $rhs attr-dict `:` type($lhs) `,` type($rhs)";
  let hasCanonicalizer = 1;
}

#endif // AEC_NN_PRODUCTS

//===- NNLinear.td - Products ---------------------------------------------===//
#ifndef AEC_NN_LINEAR
#define AEC_NN_LINEAR

include "dialects/NN/NNBase.td"

def NN_MatmulOp : NN_InferredOp<"matmul", [NN_Differentiable,
      DeclareOpInterfaceMethods<NN_ContractionOpInterface>]> {
  let summary = "matrix product";
  let description = [{
    result[m, n] = sum over k of lhs[m, k] * rhs[k, n]; `transpose_lhs` reads
    lhs as [k, m], `transpose_rhs` reads rhs as [n, k].
    (C1) both have rank 2. (C2) the two k agree.

    Gradient: dlhs = dresult * rhs^T, drhs = lhs^T * dresult.

    ```mlir
    %y = nn.matmul %x, %w transpose_rhs : tensor<?x784xf32>, tensor<128x784xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$lhs, NN_Tensor:$rhs,
                       UnitAttr:$transpose_lhs, UnitAttr:$transpose_rhs);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = [{ $lhs `,` $rhs (`transpose_lhs` $transpose_lhs^)?
      (`transpose_rhs` $transpose_rhs^)? attr-dict `:` type($lhs) `,` type($rhs) }];
}

#endif // AEC_NN_LINEAR

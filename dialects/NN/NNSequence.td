//===- NNSequence.td - Tokens, steps and padding --------------------------===//
#ifndef AEC_NN_SEQUENCE
#define AEC_NN_SEQUENCE

include "dialects/NN/NNBase.td"

def NN_EmbeddingOp : NN_InferredOp<"embedding", [NN_Differentiable,
    DeclareOpInterfaceMethods<NN_DataReaderInterface, ["getClassCount"]>]> {
  let summary = "rows of a table by index";
  let description = [{
    result[..., d] = weight[indices[...], d], as torch.nn.functional.embedding. An index outside
    the table gives zeros, as in nn.one_hot; of an input, programs refuse such data before they start.
    (C1) `weight` has rank 2.

    Gradient: nn.embedding_grad.

    ```mlir
    %e = nn.embedding %tokens, %w : tensor<?x32xi64>, tensor<96x16xf32>
    ```
  }];
  let arguments = (ins NN_IndexTensor:$indices, NN_Tensor:$weight);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$indices `,` $weight attr-dict `:` type($indices) `,` type($weight)";
}

def NN_EmbeddingGradOp : NN_InferredOp<"embedding_grad", [NN_Differentiable]> {
  let summary = "sums gradients into the rows they came from";
  let description = [{
    result[v, :] = sum of grad[..., :] over all places whose index is v, in the order of the places,
    in the shape of `like`, whose values are not read.
    (C1) `grad` has the shape of `indices` and the columns of `like`.

    Gradient: of `grad`, the rows of dresult by index.

    ```mlir
    %dw = nn.embedding_grad %g at %tokens like %w : tensor<?x32x16xf32>, tensor<?x32xi64>, tensor<96x16xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$grad, NN_IndexTensor:$indices, NN_Tensor:$like);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$grad `at` $indices `like` $like attr-dict `:` type($grad) `,` type($indices) `,` type($like)";
  let extraClassDeclaration = lowering # [{
    bool isDifferentiableOperand(unsigned operand) { return operand == 0; }
  }];
}

def NN_RepeatVectorOp : NN_InferredOp<"repeat_vector", [NN_Differentiable]> {
  let summary = "the same vector at every step";
  let description = [{
    result[b, t, :] = input[b, :] for `steps` steps.
    (C1) the input has rank 2. (C2) `steps` is positive.

    Gradient: dresult, summed over the steps.

    ```mlir
    %s = nn.repeat_vector %z, 28 : tensor<?x8xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, I64Attr:$steps);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$input `,` $steps attr-dict `:` type($input)";
}

def NN_LastOp : NN_InferredOp<"last", [DeclareOpInterfaceMethods<NN_DecomposableOpInterface>]> {
  let summary = "the last step of a sequence";
  let description = [{
    result[b, ...] = input[b, T - 1, ...]; nn.slice takes other steps.
    (C1) the input has rank 2 or more and a fixed number of steps.

    ```mlir
    %h = nn.last %s : tensor<?x28x64xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$input attr-dict `:` type($input)";
  let extraClassDeclaration = decomposition;
}

def NN_SequenceMaskOp : NN_InferredOp<"sequence_mask", [NN_DifferentiableOpInterface,
    DeclareOpInterfaceMethods<NN_DataReaderInterface, ["getClassCount"]>]> {
  let summary = "1 at the steps a sequence has, 0 behind";
  let description = [{
    result[b, t] = 1 where t < lengths[b], else 0, for the steps of `like`: [B, T, ...], whose values
    are not read. Its gradient is 0. Lengths are 0 to T: programs refuse other data before they start.
    (C1) `lengths` has rank 1 and the batch of `like`, which has rank 2 or more.

    ```mlir
    %m = nn.sequence_mask %n like %x : tensor<?xi64>, tensor<?x28x3xf32>
    ```
  }];
  let arguments = (ins NN_IndexTensor:$lengths, NN_Tensor:$like);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$lengths `like` $like attr-dict `:` type($lengths) `,` type($like)";
  let extraClassDeclaration = lowering # noGradient;
}

def NN_MaskedCrossEntropyOp : NN_InferredOp<"masked_cross_entropy", [
      DeclareOpInterfaceMethods<NN_DecomposableOpInterface>, DeclareOpInterfaceMethods<NN_DataTermInterface>,
      DeclareOpInterfaceMethods<NN_DataReaderInterface, ["getClassCount"]>]> {
  let summary = "cross-entropy of logits at the steps that a mask has";
  let description = [{
    -log softmax(prediction)[b, t, target[b, t]], multiplied by mask[b, t]. `reduce`: mean is the
    mean over the steps that the mask has, 0 where it has none; batch_mean their sum; sum the sum over the batch too.
    (C1) `prediction` is [B, T, V], `target` [B, T]. (C2) `mask` is [B, T].

    ```mlir
    %l = nn.masked_cross_entropy %y, %t mask %m : tensor<?x28x96xf32>, tensor<?x28xi64>, tensor<?x28xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$prediction, NN_IndexTensor:$target, NN_Tensor:$mask,
      DefaultValuedAttr<NN_ReductionAttr, "Reduction::Mean">:$reduction);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = [{ $prediction `,` $target `mask` $mask (`reduce` $reduction^)? attr-dict `:`
      type($prediction) `,` type($target) `,` type($mask) }];
  let extraClassDeclaration = decomposition;
}

#endif // AEC_NN_SEQUENCE

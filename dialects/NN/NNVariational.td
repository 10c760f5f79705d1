//===- NNVariational.td - Divergences, likelihoods, scaled terms ----------===//
//
// What variational autoencoders minimise (Kingma and Welling 2014; Higgins et
// al. 2017; Kingma et al. 2016; Tolstikhin et al. 2018). Formulas of other nn ops, so that gradients of
// any order come with them. A sample's value sums over its features unless
// `reduce` says otherwise: bounds of likelihoods are sums.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_NN_VARIATIONAL
#define AEC_NN_VARIATIONAL

include "dialects/NN/NNBase.td"

def NN_KlNormalOp : NN_InferredOp<"kl_normal", [DeclareOpInterfaceMethods<NN_DecomposableOpInterface>]> {
  let summary = "divergence of normal distributions from the standard normal one";
  let description = [{
    KL(N(mean, exp(log_variance)) || N(0, 1)) = (mean^2 + exp(log_variance) - 1 - log_variance) / 2
    of each feature, a value a sample. With `free_bits` f > 0 (nats; Kingma et al.
    2016, appendix C.8) a scalar: each feature's mean over the batch, at least f,
    summed or averaged over the features; a feature below f has no gradient.
    (C1) the shapes agree and have a batch. (C2) `free_bits` is at least 0.

    ```mlir
    %kl = nn.kl_normal %mean, %logvar : tensor<?x20xf32>
    %free = nn.kl_normal %mean, %logvar free_bits 0.25 reduce mean : tensor<?x20xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$mean, NN_Tensor:$log_variance,
      DefaultValuedAttr<F64Attr, "0.0">:$free_bits,
      DefaultValuedAttr<NN_ReductionAttr, "Reduction::BatchMean">:$reduction);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = [{ $mean `,` $log_variance (`free_bits` custom<Number>($free_bits)^)? (`reduce` $reduction^)?
      attr-dict `:` custom<OperandTypes>(type($mean), type($log_variance)) }];
  let extraClassDeclaration = decomposition;
}

def NN_GaussianNllOp : NN_InferredOp<"gaussian_nll", [DeclareOpInterfaceMethods<NN_DecomposableOpInterface>,
      DeclareOpInterfaceMethods<NN_DataTermInterface>]> {
  let summary = "negative log-likelihood of normal distributions";
  let description = [{
    (log(2 pi) + log_variance + (target - prediction)^2 / exp(log_variance)) / 2 of
    each feature. The log-variance is a tensor like the prediction, or one number.
    (C1) prediction and target agree and have a batch. (C2) the log-variance has
    the prediction's type or is a scalar tensor.

    ```mlir
    %nll = nn.gaussian_nll %y, %logvar, %x : tensor<?x784xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$prediction, NN_Tensor:$log_variance, NN_Tensor:$target,
      DefaultValuedAttr<NN_ReductionAttr, "Reduction::BatchMean">:$reduction);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = [{ $prediction `,` $log_variance `,` $target (`reduce` $reduction^)? attr-dict `:`
      custom<OperandTypes3>(type($prediction), type($log_variance), type($target)) }];
  let extraClassDeclaration = decomposition;
  let extraClassDefinition = "void $cppClass::makePerSample() { ::aec::nn::makePerSample(*this); }";
}

def NN_ScaleOp : NN_Op<"scale", [AllTypesMatch<["input", "result"]>, NN_Differentiable,
      DeclareOpInterfaceMethods<NN_ElementwiseOpInterface, ["buildScalars", "buildUniforms"]>]> {
  let summary = "a tensor times a number that is known when a step begins";
  let description = [{
    Weights of terms that follow a schedule. Gradient: factor * dresult.

    ```mlir
    %y = nn.scale %x by %factor : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, F64:$factor);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$input `by` $factor attr-dict `:` type($input)";
  let extraClassDeclaration = elementwise # [{
    bool isDifferentiableOperand(unsigned operand) { return operand == 0; }
  }];
}

def NN_MmdOp : NN_InferredOp<"mmd", [DeclareOpInterfaceMethods<NN_DecomposableOpInterface>]> {
  let summary = "maximum mean discrepancy of two batches of draws";
  let description = [{
    What the mean over the batch estimates without bias is the squared distance of two distributions in a
    kernel's space (Gretton et al. 2012, section 6): the mean over P other rows j of the batch of

        result[i] = k(x_i, x_j) + k(y_i, y_j) - k(x_i, y_j) - k(x_j, y_i)

    with x = `lhs` and y = `rhs`, j as nn.roll_batch says. `pairs` P of B - 1 takes all pairs, fewer cost less
    and vary more. With C = 2 d s for each s of `scales`, summed up (d features; 2 d is the mean squared
    distance of two draws of a standard normal): C / (C + |a - b|^2), as in Wasserstein autoencoders
    (Tolstikhin et al. 2018, section 4), or with `kernel rbf` exp(-|a - b|^2 / C). A batch of one row is its own pair.
    (C1) the operands have one type, [B, d]. (C2) `pairs` is positive. (C3) `scales` are one or more positive numbers.

    Gradient: the formula's.

    ```mlir
    %0 = nn.mmd %z, %prior : tensor<?x8xf32>
    %1 = nn.mmd %z, %prior kernel rbf scales [0.5, 1.0] pairs 63 : tensor<?x8xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$lhs, NN_Tensor:$rhs,
      UnitAttr:$rbf,
      DefaultValuedAttr<DenseF64ArrayAttr, "{0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0}">:$scales,
      DefaultValuedAttr<I64Attr, "16">:$pairs);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = [{ $lhs `,` $rhs (`kernel` `rbf` $rbf^)? (`scales` $scales^)? (`pairs` $pairs^)? attr-dict `:`
      custom<OperandTypes>(type($lhs), type($rhs)) }];
  let extraClassDeclaration = decomposition;
}

def NN_RollBatchOp : NN_Op<"roll_batch", [AllTypesMatch<["input", "result"]>, NN_Differentiable]> {
  let summary = "other rows of the batch";
  let description = [{
    result[b, k, ...] = input[(b + 1 + k mod (B - 1)) mod B, k, ...]: for each k another row, never b itself
    unless the batch has one row; all others once for B - 1 values of k. `back` goes the other way: it undoes it. Results
    of a row depend on other rows: for discrepancies of a batch, in objectives. There is no tensor of B x B: only the
    batch is open, so that memory is so many bytes a sample.
    (C1) the input is [B, K, ...].

    Gradient: dresult, rolled back.

    ```mlir
    %y = nn.roll_batch %x : tensor<?x16x8xf32>
    %z = nn.roll_batch %y back : tensor<?x16x8xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, UnitAttr:$back);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$input (`back` $back^)? attr-dict `:` type($input)";
  let hasVerifier = 1;
}

#endif // AEC_NN_VARIATIONAL

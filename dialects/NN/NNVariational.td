//===- NNVariational.td - Divergences, likelihoods, scaled terms ----------===//
//
// What variational autoencoders minimise (Kingma and Welling 2014; Higgins et
// al. 2017; Kingma et al. 2016). Formulas of other nn ops, so that gradients of
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

#endif // AEC_NN_VARIATIONAL

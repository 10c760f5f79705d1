//===- NNLosses.td - Losses and penalties ---------------------------------===//
//
// Losses compare a prediction with a target, a value a sample; `reduce` says
// how a sample's features are summed up:
//   mean        mean over the features, [B]       (the default)
//   batch_mean  sum over the features, [B]; the mean over the batch is minimised
//   sum         sum over features and batch, a scalar
// `masked`: where the target is NaN nothing was observed; such an element counts
// nowhere, neither in the value nor in a gradient, and `mean` divides by what a
// sample has left (a sample without any gives 0).
// Every loss is a formula of other nn ops (`decompose`). Its adjoint is written
// by hand where that is more stable or cheaper than the formula's; the gradient
// pass differentiates the formula of the others.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_NN_LOSSES
#define AEC_NN_LOSSES

include "dialects/NN/NNBase.td"

class NN_LossBase<string mnemonic, list<Trait> traits>
    : NN_InferredOp<mnemonic, !listconcat([
        DeclareOpInterfaceMethods<NN_DecomposableOpInterface>], traits)> {
  let results = (outs NN_Tensor:$result);
  let extraClassDeclaration = decomposition;
}

/// loss(prediction, target) of equal shapes.
class NN_LossOp<string mnemonic, list<Trait> traits = []>
    : NN_LossBase<mnemonic, !listconcat([DeclareOpInterfaceMethods<NN_DataTermInterface>,
        DeclareOpInterfaceMethods<NN_DataReaderInterface, ["absorbsMissing"]>], traits)> {
  let arguments = (ins NN_Tensor:$prediction, NN_Tensor:$target,
      DefaultValuedAttr<NN_ReductionAttr, "Reduction::Mean">:$reduction, UnitAttr:$masked);
  let assemblyFormat = [{ $prediction `,` $target (`masked` $masked^)? (`reduce` `` $reduction^)? attr-dict `:`
      custom<OperandTypes>(type($prediction), type($target)) }];
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::inferReturnTypes(
        ::mlir::MLIRContext *, ::std::optional<::mlir::Location> loc,
        Adaptor adaptor, ::llvm::SmallVectorImpl<::mlir::Type> &types) {
      return ::aec::nn::inferLoss(loc, getOperationName(), adaptor.getPrediction(),
                                  adaptor.getTarget(), ::aec::nn::reductionOr(adaptor.getReductionAttr()), types);
    }
    void $cppClass::makePerSample() { ::aec::nn::makePerSample(*this); }
    bool $cppClass::absorbsMissing(unsigned operand) { return getMasked() && operand == 1; }
  }];
}

def NN_MseOp : NN_LossOp<"mse", [NN_Differentiable]> {
  let summary = "squared error";
  let description = [{
    (prediction - target)^2. (C1) the shapes agree and have a batch.

    ```mlir
    %mse = nn.mse %y, %x : tensor<?x784xf32>
    ```
  }];
}
def NN_MaeOp : NN_LossOp<"mae", [NN_Differentiable]> {
  let summary = "absolute error";
  let description = [{
    |prediction - target|. (C1) the shapes agree and have a batch.
    Gradient: sign(prediction - target), 0 where they are equal.

    ```mlir
    %l = nn.mae %y, %x : tensor<?x784xf32>
    ```
  }];
}
def NN_HuberOp : NN_LossOp<"huber", [NN_Differentiable]> {
  let summary = "squared error near 0, absolute error beyond delta";
  let description = [{
    With e = prediction - target: e^2 / 2 where |e| <= delta, delta * (|e| - delta / 2) elsewhere.
    (C1) the shapes agree and have a batch. (C2) `delta` > 0.
    Gradient: e cut to [-delta, delta].

    ```mlir
    %l = nn.huber %y, %x : tensor<?x784xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$prediction, NN_Tensor:$target,
      DefaultValuedAttr<F64Attr, "1.0">:$delta,
      DefaultValuedAttr<NN_ReductionAttr, "Reduction::Mean">:$reduction, UnitAttr:$masked);
  let hasVerifier = 1;
}
def NN_BceOp : NN_LossOp<"bce", [NN_Differentiable]> {
  let summary = "binary cross-entropy from probabilities";
  let description = [{
    -(t log p + (1 - t) log(1 - p)), each logarithm cut at -100, as in PyTorch.
    Behind a sigmoid the compiler replaces the pair by `nn.bce_with_logits`.
    (C1) the shapes agree and have a batch.
    Gradient: (p - t) / (p (1 - p)), the denominator at least 1e-12.

    ```mlir
    %l = nn.bce %y, %x : tensor<?x784xf32>
    ```
  }];
}
def NN_BceWithLogitsOp : NN_LossOp<"bce_with_logits", [NN_Differentiable]> {
  let summary = "binary cross-entropy from logits, computed without overflow";
  let description = [{
    max(x, 0) - x t + log(1 + exp(-|x|)). (C1) the shapes agree and have a batch.
    Gradient: sigmoid(x) - t.

    ```mlir
    %l = nn.bce_with_logits %y, %x : tensor<?x784xf32>
    ```
  }];
}
def NN_CosineOp : NN_LossOp<"cosine"> {
  let summary = "1 - cosine similarity of prediction and target";
  let description = [{
    1 - <p, t> / (max(|p|, 1e-8) max(|t|, 1e-8)) over all features of a sample, as
    torch.nn.CosineSimilarity; a value a sample, so that `mean` and `batch_mean` are the same.
    (C1) the shapes agree and have a batch.
    Gradient: the formula's.

    ```mlir
    %l = nn.cosine %y, %x : tensor<?x784xf32>
    ```
  }];
}
class NN_CategoricalLossOp<string mnemonic, list<Trait> traits = []>
    : NN_LossBase<mnemonic, !listconcat([DeclareOpInterfaceMethods<NN_DataTermInterface>,
        DeclareOpInterfaceMethods<NN_DataReaderInterface, ["getClassCount"]>], traits)> {
  let arguments = (ins NN_Tensor:$prediction, NN_AnyTensor:$target,
      DefaultValuedAttr<NN_ReductionAttr, "Reduction::Mean">:$reduction);
  let assemblyFormat = [{ $prediction `,` $target (`reduce` `` $reduction^)? attr-dict `:`
      custom<OperandTypes>(type($prediction), type($target)) }];
  let extraClassDeclaration = decomposition;
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::inferReturnTypes(
        ::mlir::MLIRContext *, ::std::optional<::mlir::Location> loc,
        Adaptor adaptor, ::llvm::SmallVectorImpl<::mlir::Type> &types) {
      return ::aec::nn::inferCrossEntropy(loc, getOperationName(), adaptor.getPrediction(),
                                  adaptor.getTarget(), ::aec::nn::reductionOr(adaptor.getReductionAttr()), types);
    }
    void $cppClass::makePerSample() { ::aec::nn::makePerSample(*this); }
    int64_t $cppClass::getClassCount(unsigned operand) {
      return operand == 1 ? getPrediction().getType().getShape().back() : 0;
    }
  }];
}
def NN_CrossEntropyOp : NN_CategoricalLossOp<"cross_entropy"> {
  let summary = "categorical cross-entropy from probabilities";
  let description = [{
    -sum over classes of t log p, the logarithm cut at -100; classes are the last
    dimension. The target is a distribution of the prediction's shape or class
    indices (i32 or i64) of its shape without the last dimension. `reduce`
    sums up what is left besides the batch. Behind a softmax the compiler
    replaces the pair by `nn.cross_entropy_with_logits`.
    (C1) the shapes agree and have a batch.
    Gradient: the formula's; none flows to the target's indices.

    ```mlir
    %l = nn.cross_entropy %y, %t : tensor<?x10xf32>, tensor<?xi64>
    ```
  }];
}
def NN_CrossEntropyWithLogitsOp : NN_CategoricalLossOp<"cross_entropy_with_logits", [NN_Differentiable]> {
  let summary = "categorical cross-entropy from logits, computed without overflow";
  let description = [{
    As nn.cross_entropy with p = softmax(prediction). (C1) the shapes agree and have a batch.
    Gradient: softmax(x) * sum(t) - t.

    ```mlir
    %l = nn.cross_entropy_with_logits %y, %t : tensor<?x10xf32>, tensor<?xi64>
    ```
  }];
}

class NN_PenaltyOp<string mnemonic> : NN_LossBase<mnemonic, []> {
  let arguments = (ins NN_Tensor:$input,
      DefaultValuedAttr<NN_ReductionAttr, "Reduction::Mean">:$reduction);
  let assemblyFormat = "$input (`reduce` `` $reduction^)? attr-dict `:` type($input)";
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::inferReturnTypes(
        ::mlir::MLIRContext *, ::std::optional<::mlir::Location> loc,
        Adaptor adaptor, ::llvm::SmallVectorImpl<::mlir::Type> &types) {
      return ::aec::nn::inferPenalty(loc, getOperationName(), adaptor.getInput(),
                                     ::aec::nn::reductionOr(adaptor.getReductionAttr()), types);
    }
  }];
}
def NN_L1Op : NN_PenaltyOp<"l1"> {
  let summary = "sum or mean of |x|";
  let description = [{
    A value a sample where the input has a batch, else (a weight) a scalar.
    Gradient: sign(x).

    ```mlir
    %l = nn.l1 %x : tensor<?x4xf32>
    ```
  }];
}
def NN_L2Op : NN_PenaltyOp<"l2"> {
  let summary = "sum or mean of x^2";
  let description = [{
    A value a sample where the input has a batch, else (a weight) a scalar.
    Gradient: 2 x.

    ```mlir
    %l = nn.l2 %x : tensor<?x4xf32>
    ```
  }];
}
def NN_KlSparsityOp : NN_LossBase<"kl_sparsity", []> {
  let summary = "divergence of mean activations from a target rate";
  let description = [{
    With r_j the mean of feature j over the batch, cut to [1e-6, 1 - 1e-6], and
    p = `target`: sum over j of p log(p / r_j) + (1 - p) log((1 - p) / (1 - r_j)), a
    scalar (Ng 2011, sparse autoencoder); `reduce mean` divides by the number of features.
    (C1) rank 2 with a batch. (C2) 0 < `target` < 1. (C3) `reduce` is `sum` or `mean`: the
    batch is averaged already. Gradient: the formula's.

    ```mlir
    %l = nn.kl_sparsity %x target 5.000000e-02 : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, F64Attr:$target,
      DefaultValuedAttr<NN_ReductionAttr, "Reduction::Sum">:$reduction);
  let assemblyFormat = [{ $input `target` $target (`reduce` `` $reduction^)? attr-dict `:` type($input) }];
}

#endif // AEC_NN_LOSSES

//===- NNData.td - Labels, weights and missing values ---------------------===//
//
// What data brings besides numbers: labels that are the same for all samples,
// weights of samples and classes, and values that were not observed, which are
// NaN. Whatever takes NaN says so by NN_DataReaderInterface, so that a program
// accepts a file with gaps where nothing would be poisoned and nowhere else.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_NN_DATA
#define AEC_NN_DATA

include "dialects/NN/NNBase.td"

def NN_ObservedOp : NN_Op<"observed", [SameOperandsAndResultType, NN_DifferentiableOpInterface, NN_Elementwise,
    DeclareOpInterfaceMethods<NN_DataReaderInterface, ["absorbsMissing"]>]> {
  let summary = "1 where there is a value, 0 where it is NaN";
  let description = [{
    A mask for networks and objectives. Its gradient is 0.

    ```mlir
    %m = nn.observed %x : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$input attr-dict `:` type($input)";
  let extraClassDeclaration = elementwise # noGradient;
  let extraClassDefinition = "bool $cppClass::absorbsMissing(unsigned) { return true; }";
}

def NN_FillMissingOp : NN_UnaryOp<"fill_missing",
    [DeclareOpInterfaceMethods<NN_DataReaderInterface, ["absorbsMissing"]>]> {
  let summary = "x, `value` where it is NaN";
  let description = [{
    Of an input that is normalized by standardize, 0 is the column's mean.
    (C1) `value` is a number. Gradient: dresult where x is not NaN, else 0.

    ```mlir
    %f = nn.fill_missing %x : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, DefaultValuedAttr<F64Attr, "0.0">:$value);
  let hasVerifier = 1;
  let extraClassDefinition = "bool $cppClass::absorbsMissing(unsigned) { return true; }";
}

def NN_FullLikeOp : NN_Op<"full_like", [SameOperandsAndResultType, NN_DifferentiableOpInterface,
    DeclareOpInterfaceMethods<NN_DecomposableOpInterface>]> {
  let summary = "one number in the shape of `like`";
  let description = [{
    The values of `like` are not read: labels of an adversarial loss. Its gradient is 0.

    ```mlir
    %real = nn.full_like %d, 1.0 : tensor<?x1xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$like, F64Attr:$value);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$like `,` custom<Number>($value) attr-dict `:` type($like)";
  let extraClassDeclaration = decomposition # noGradient;
}

def NN_ClassWeightsOp : NN_InferredOp<"class_weights", [
    DeclareOpInterfaceMethods<NN_DataReaderInterface, ["getClassCount"]>]> {
  let summary = "the weight of each sample's class";
  let description = [{
    weights[index], 0 where the index is outside. Of the type f32 or f64 named
    behind `of`. (C1) the indices have rank 1 and a batch. (C2) there are weights,
    none negative or infinite. Nothing has a gradient.

    ```mlir
    %w = nn.class_weights %class, [0.5, 2.0] of f32 : tensor<?xi64>
    ```
  }];
  let arguments = (ins NN_IndexTensor:$indices, DenseF64ArrayAttr:$weights, TypeAttrOf<NN_Float>:$element_type);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$indices `,` $weights `of` $element_type attr-dict `:` type($indices)";
  let hasVerifier = 1;
}

def NN_WeightSamplesOp : NN_InferredOp<"weight_samples", [
    DeclareOpInterfaceMethods<NN_DecomposableOpInterface>, DeclareOpInterfaceMethods<NN_WeightedTermInterface>]> {
  let summary = "losses of samples with weights of samples";
  let description = [{
    loss * weights / mean of the batch's weights, so that the mean over the batch,
    which training minimises, is sum(w l) / sum(w): the weighted mean that PyTorch's
    cross-entropy with class weights is. A batch whose weights are all 0 gives 0.
    Weights are not negative; a score goes without them.
    (C1) both are a value a sample. Gradient: the formula's; none flows to the weights.

    ```mlir
    %l = nn.weight_samples %mse, %w : tensor<?xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$loss, NN_Tensor:$weights);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$loss `,` $weights attr-dict `:` custom<OperandTypes>(type($loss), type($weights))";
  let extraClassDeclaration = decomposition;
}

#endif // AEC_NN_DATA

//===- NNShape.td - Reductions and shapes ---------------------------------===//
#ifndef AEC_NN_SHAPE
#define AEC_NN_SHAPE

include "dialects/NN/NNBase.td"

class NN_ReduceOp<string mnemonic, list<Trait> traits = []>
    : NN_InferredOp<mnemonic, !listconcat([NN_Differentiable, NN_ReductionOpInterface], traits)> {
  let description = [{
    Reduces over `dims` and drops them, or keeps them as 1 with `keep`.
    (C1) every dimension of `dims` exists and is named once.

    ```mlir
    %s = nn.sum %x dims [1] : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, DenseI64ArrayAttr:$dims, UnitAttr:$keep);
  let results = (outs NN_Tensor:$result);
  code reducedDims = [{
    ::llvm::SmallVector<int64_t> getReducedDims() {
      ::llvm::SmallVector<int64_t> dims(getDims());
      ::llvm::sort(dims);
      return dims;
    }
  }];
  let extraClassDeclaration = lowering # reducedDims;
  let assemblyFormat = "$input `dims` $dims (`keep` $keep^)? attr-dict `:` type($input)";
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::inferReturnTypes(
        ::mlir::MLIRContext *, ::std::optional<::mlir::Location> loc,
        Adaptor adaptor, ::llvm::SmallVectorImpl<::mlir::Type> &types) {
      return ::aec::nn::inferReduction(loc, getOperationName(),
          adaptor.getInput().getType(), adaptor.getDims(), adaptor.getKeep(), types);
    }
  }];
}
def NN_SumOp : NN_ReduceOp<"sum"> { let summary = "sum over dimensions"; }
def NN_MeanOp : NN_ReduceOp<"mean", [DeclareOpInterfaceMethods<NN_DecomposableOpInterface>]> {
  let extraClassDeclaration = decomposition # reducedDims;
  let summary = "mean over dimensions";
}
def NN_MaxOp : NN_ReduceOp<"max"> {
  let summary = "largest value over dimensions; equal ones share the gradient";
}

def NN_CountOp : NN_InferredOp<"count", [NN_DifferentiableOpInterface]> {
  let hasFolder = 1;
  let summary = "number of elements along dimensions, as a float";
  let description = [{
    A scalar tensor: the product of the sizes of `dims`; the batch counts as it is at run time.
    Its gradient is 0.

    ```mlir
    %n = nn.count %x dims [0, 1] : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, DenseI64ArrayAttr:$dims);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$input `dims` $dims attr-dict `:` type($input)";
  let extraClassDeclaration = lowering # noGradient;
}

def NN_BroadcastOp : NN_InferredOp<"broadcast", [NN_Differentiable]> {
  let summary = "repeats a tensor to the shape of another";
  let description = [{
    Dimension i of the input becomes dimension `dims`[i] of the result, whose
    shape is that of `like`; `like`'s values are not read.
    (C1) one entry of `dims` for each dimension of the input, growing, within the result.
    (C2) the input's size is 1 or the result's size there.
    Gradient: dresult, summed over what was repeated.

    ```mlir
    %y = nn.broadcast %x like %like dims [1] : tensor<4xf32>, tensor<?x4x3xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, NN_AnyTensor:$like, DenseI64ArrayAttr:$dims);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$input `like` $like `dims` $dims attr-dict `:` type($input) `,` type($like)";
  let extraClassDeclaration = lowering # [{
    bool isDifferentiableOperand(unsigned operand) { return operand == 0; }
  }];
}

def NN_SumToOp : NN_Op<"sum_to", [NN_Differentiable,
      DeclareOpInterfaceMethods<NN_ReductionOpInterface>]> {
  let summary = "sums what broadcasting repeated";
  let description = [{
    The adjoint of NumPy's broadcasting: sums over dimensions that the result
    lacks or has as 1. (C1) the result broadcasts to the input.
    Gradient: dresult, repeated.

    ```mlir
    %y = nn.sum_to %x : tensor<?x4xf32> -> tensor<4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$input attr-dict `:` type($input) `->` type($result)";
  let hasVerifier = 1;
}

def NN_ReshapeOp : NN_InferredOp<"reshape", [NN_Differentiable]> {
  let summary = "the same elements in another shape";
  let description = [{
    `shape` is the whole shape of the result, -1 for the batch.
    (C1) the element counts agree. (C2) the batch stays in front: `shape` has -1
    as its first entry if and only if the input has a batch.

    ```mlir
    %image = nn.reshape %x, [-1, 1, 28, 28] : tensor<?x784xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, DenseI64ArrayAttr:$shape);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$input `,` $shape attr-dict `:` type($input)";
  let hasFolder = 1;
}

def NN_FlattenOp : NN_InferredOp<"flatten", [NN_Differentiable,
      DeclareOpInterfaceMethods<NN_DecomposableOpInterface>]> {
  let summary = "all dimensions behind the batch as one";
  let description = [{
    (C1) the input has rank 2 or more.
    Gradient: dresult in the shape of the input.

    ```mlir
    %y = nn.flatten %x : tensor<?x3x28x28xf32>
    ```
  }];
  let extraClassDeclaration = decomposition;
  let arguments = (ins NN_Tensor:$input);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$input attr-dict `:` type($input)";
}

def NN_TransposeOp : NN_InferredOp<"transpose", [NN_Differentiable]> {
  let summary = "dimensions in another order";
  let description = [{
    (C1) `permutation` names every dimension once.
    Gradient: dresult, its dimensions back in order.

    ```mlir
    %y = nn.transpose %x, [0, 2, 1] : tensor<?x3x28xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, DenseI64ArrayAttr:$permutation);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$input `,` $permutation attr-dict `:` type($input)";
}

def NN_ConcatOp : NN_InferredOp<"concat", [NN_Differentiable]> {
  let summary = "tensors one behind another along a dimension";
  let description = [{
    (C1) at least one tensor. (C2) shapes agree but for `dim`. (C3) `dim` exists and is not the batch.

    ```mlir
    %xy = nn.concat %x, %y dim 1 : tensor<?x4xf32>, tensor<?x2xf32>
    ```
  }];
  let arguments = (ins Variadic<NN_Tensor>:$inputs, I64Attr:$dim);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$inputs `dim` $dim attr-dict `:` type($inputs)";
}

def NN_SliceOp : NN_InferredOp<"slice", [NN_Differentiable]> {
  let summary = "a range of one dimension";
  let description = [{
    Elements `offset` to `offset` + `size` - 1 of dimension `dim`.
    (C1) `dim` exists and is not the batch. (C2) the range lies inside.

    ```mlir
    %mu = nn.slice %h dim 1 from 0 size 20 : tensor<?x40xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, I64Attr:$dim, I64Attr:$offset, I64Attr:$size);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$input `dim` $dim `from` $offset `size` $size attr-dict `:` type($input)";
}

def NN_PadOp : NN_InferredOp<"pad", [NN_Differentiable]> {
  let summary = "zeros before and behind along one dimension";
  let description = [{
    (C1) `dim` exists and is not the batch. (C2) `low` and `high` are not negative.
    Gradient: the slice of dresult that the input became.

    ```mlir
    %y = nn.pad %x dim 1 low 2 high 3 : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, I64Attr:$dim, I64Attr:$low, I64Attr:$high);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$input `dim` $dim `low` $low `high` $high attr-dict `:` type($input)";
}

def NN_OneHotOp : NN_InferredOp<"one_hot", [NN_DifferentiableOpInterface,
    DeclareOpInterfaceMethods<NN_DataReaderInterface, ["getClassCount"]>]> {
  let summary = "1 at the index, 0 elsewhere";
  let description = [{
    The result has the shape and type of `like`, whose last dimension is the
    number of classes and whose values are not read. An index outside gives a
    row of zeros. (C1) `indices` has the shape of `like` without its last dimension.
    Without `like`, the number of classes and the element type are named. (C2)
    either `like` or `classes`, which is positive.
    Its gradient is 0.

    ```mlir
    %y = nn.one_hot %i like %like : tensor<?xi64>, tensor<?x10xf32>
    %z = nn.one_hot %i classes 10 of f32 : tensor<?xi64>
    ```
  }];
  let arguments = (ins NN_IndexTensor:$indices, Optional<NN_Tensor>:$like,
      OptionalAttr<I64Attr>:$classes, OptionalAttr<TypeAttrOf<NN_Float>>:$element_type);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = [{ $indices (`like` $like^)? (`classes` $classes^ `of` $element_type)? attr-dict
      `:` type($indices) (`,` type($like)^)? }];
  let builders = [OpBuilder<(ins "::mlir::Value":$indices, "::mlir::Value":$like), [{
    build($_builder, $_state, indices, like, ::mlir::IntegerAttr(), ::mlir::TypeAttr());
  }]>];
  let extraClassDeclaration = lowering # noGradient;
}

def NN_StopGradientOp : NN_Op<"stop_gradient", [SameOperandsAndResultType, NN_DifferentiableOpInterface,
    DeclareOpInterfaceMethods<NN_DecomposableOpInterface>]> {
  let summary = "the input, as a constant to the gradient";
  let description = [{
    result = x. No gradient flows to the input.

    ```mlir
    %y = nn.stop_gradient %x : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$input attr-dict `:` type($input)";
  let extraClassDeclaration = decomposition # noGradient;
}

#endif // AEC_NN_SHAPE

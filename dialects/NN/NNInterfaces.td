//===- NNInterfaces.td - What passes ask of an op -------------------------===//
//
// Passes never name an op: they ask these interfaces. The gradient interface
// follows Enzyme's MLIR interface in building adjoints out of ops of the same
// dialect, so that the gradient pass runs on its own output.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_NN_INTERFACES
#define AEC_NN_INTERFACES

include "mlir/IR/OpBase.td"

def NN_DifferentiableOpInterface : OpInterface<"DifferentiableOpInterface"> {
  let cppNamespace = "::aec::nn";
  let description = [{
    An op with an adjoint. The adjoint reads only operands, results and result
    gradients of the op and is made of nn ops that are differentiable again.
  }];
  let methods = [
    InterfaceMethod<[{
      Builds the gradients of the operands for which `adjoint.needs(i)` holds,
      each given by `adjoint.add(i, gradient)`; a gradient may have the shape an
      operand was broadcast to.
    }], "void", "buildAdjoint", (ins "::aec::nn::AdjointBuilder &":$adjoint)>,
    InterfaceMethod<[{
      Whether a gradient flows from the results to this operand. Operands that
      give a shape, an index or a target answer no.
    }], "bool", "isDifferentiableOperand", (ins "unsigned":$operand), "", [{
      return ::mlir::isa<::mlir::FloatType>(
          ::mlir::getElementTypeOrSelf($_op->getOperand(operand).getType()));
    }]>
  ];
}

def NN_ElementwiseOpInterface : OpInterface<"ElementwiseOpInterface"> {
  let cppNamespace = "::aec::nn";
  let description = [{
    Every result element depends on the operand elements at the same place
    alone, operands being broadcast to the results' shape. Such an op may be an
    epilogue: fused behind the op that produces its operands.
  }];
  let methods = [
    InterfaceMethod<[{
      Builds one element of every result from one element of every tensor
      operand (`elements`, in operand order) and the values of
      `buildUniforms`. Uses ops of arith and math only.
    }], "::llvm::SmallVector<::mlir::Value>", "buildScalars",
    (ins "::mlir::OpBuilder &":$builder, "::mlir::Location":$loc,
         "::mlir::ValueRange":$elements, "::mlir::ValueRange":$uniforms)>,
    InterfaceMethod<[{
      Builds scalars that are the same for all elements, once, before the loop.
    }], "::llvm::SmallVector<::mlir::Value>", "buildUniforms",
    (ins "::mlir::OpBuilder &":$builder, "::mlir::Location":$loc), "",
    [{ return {}; }]>
  ];
}

def NN_ReductionOpInterface : OpInterface<"ReductionOpInterface"> {
  let cppNamespace = "::aec::nn";
  let description = [{
    Combines the elements along some dimensions of its first operand. Fused with
    the elementwise ops that feed it.
  }];
  let methods = [
    InterfaceMethod<"The dimensions of the first operand that are reduced, growing.",
      "::llvm::SmallVector<int64_t>", "getReducedDims", (ins)>
  ];
}

def NN_ContractionOpInterface : OpInterface<"ContractionOpInterface"> {
  let cppNamespace = "::aec::nn";
  let description = [{
    A product: its loops decide those of its group, and elementwise consumers of
    its result are its epilogue. A dimension may be read transposed.
  }];
  let methods = [
    InterfaceMethod<[{
      The op with operand `operand` given transposed (its last two dimensions
      swapped), or null where it cannot read it so.
    }], "::mlir::Value", "withTransposedOperand",
      (ins "::mlir::OpBuilder &":$builder, "unsigned":$operand, "::mlir::Value":$transposed)>,
    InterfaceMethod<"The op with a transposed result, or null.",
      "::mlir::Value", "withTransposedResult", (ins "::mlir::OpBuilder &":$builder)>,
    InterfaceMethod<"Whether the operand is read with its last two dimensions swapped.",
      "bool", "readsTransposed", (ins "unsigned":$operand)>
  ];
}

def NN_DecomposableOpInterface : OpInterface<"DecomposableOpInterface"> {
  let cppNamespace = "::aec::nn";
  let description = "An op defined as a formula of other nn ops.";
  let methods = [
    InterfaceMethod<"Builds the formula and returns what replaces the results.",
      "::llvm::SmallVector<::mlir::Value>", "decompose",
      (ins "::mlir::OpBuilder &":$builder)>
  ];
}

def NN_DataReaderInterface : OpInterface<"DataReaderInterface"> {
  let cppNamespace = "::aec::nn";
  let description = [{
    An op that knows what values of an operand mean: programs check their data
    against it before the first step.
  }];
  let methods = [
    InterfaceMethod<"Whether NaN in this operand means \"not observed\" and reaches no result.",
      "bool", "absorbsMissing", (ins "unsigned":$operand), "", [{ return false; }]>,
    InterfaceMethod<"The number of classes that an operand of indices names, 0 where any may be.",
      "int64_t", "getClassCount", (ins "unsigned":$operand), "", [{ return 0; }]>
  ];
}

def NN_WeightedTermInterface : OpInterface<"WeightedTermInterface"> {
  let cppNamespace = "::aec::nn";
  let description = "A loss with weights of the samples; a score goes without them.";
  let methods = [
    InterfaceMethod<"The loss that is weighted.", "::mlir::Value", "getUnweighted", (ins)>
  ];
}

/// A per-sample term which compares data with its reconstruction (or bounds
/// its likelihood): `score` is made of such terms, penalties are left out.
def NN_DataTermInterface : OpInterface<"DataTermInterface"> {
  let cppNamespace = "::aec::nn";
  let description = "A loss whose per-sample value scores a sample.";
  let methods = [
    InterfaceMethod<"Makes the loss give one value a sample.",
      "void", "makePerSample", (ins)>
  ];
}

#endif // AEC_NN_INTERFACES

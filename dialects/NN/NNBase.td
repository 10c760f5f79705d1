//===- NNBase.td - The nn dialect and its op classes ----------------------===//
//
// What every op of the dialect shares. An op class carries the interfaces of
// its family, so that an op's entry says only what is its own; the linalg
// lowering of a class of ops is declared here too, so that an op which forgets
// its part does not link.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_NN_BASE
#define AEC_NN_BASE

include "mlir/IR/OpBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "dialects/NN/NNInterfaces.td"

def NN_Dialect : Dialect {
  let name = "nn";
  let cppNamespace = "::aec::nn";
  let summary = "pure tensor functions of neural networks";
  let description = [{
    Ops on value-semantic tensors with explicit operands: no parameter is owned
    and no random number is drawn without a key. The batch is the leading `?`
    of a type. See README.md for what is in, what is out, and why.
  }];
  let useDefaultAttributePrinterParser = 1;
  let hasConstantMaterializer = 1;
  let extraClassDeclaration = [{
    template <typename... Ops> void add(OpList<Ops...>) { addOperations<Ops...>(); }
  }];
}

def NN_Float : AnyTypeOf<[F32, F64], "f32 or f64">;
/// Only the batch may be open, so that a size in bytes is so many a sample and so
/// many in all: what the memory plan is made of.
class NN_TensorOf<list<Type> types> : RankedTensorOf<types,
    [CPred<"::aec::nn::isBatchFirst($_self)">], "tensor with fixed sizes behind the batch">;
def NN_Tensor : NN_TensorOf<[F32, F64]>;
def NN_IndexTensor : NN_TensorOf<[I32, I64]>;
def NN_AnyTensor : NN_TensorOf<[F32, F64, I32, I64]>;

class NN_Op<string mnemonic, list<Trait> traits = []>
    : Op<NN_Dialect, mnemonic, !listconcat([Pure], traits)> {
  code lowering = [{
    /// Adds the patterns that lower this op to linalg; defined in
    /// lib/Conversion/NNToLinalg/<Name>.cpp.
    static void addLinalgLowering(::mlir::RewritePatternSet &patterns);
  }];
  /// For elementwise ops: one pattern serves them all.
  code elementwise = [{
    static void addLinalgLowering(::mlir::RewritePatternSet &patterns) {
      ::aec::nn::addElementwiseLowering(patterns, getOperationName());
    }
  }];
  /// For ops that are formulas of other nn ops.
  code decomposition = [{
    static void addLinalgLowering(::mlir::RewritePatternSet &patterns) {
      ::aec::nn::addDecompositionLowering(patterns, getOperationName());
    }
  }];
  /// For ops whose result depends on no operand's values.
  code noGradient = [{
    bool isDifferentiableOperand(unsigned) { return false; }
    void buildAdjoint(::aec::nn::AdjointBuilder &) {}
  }];
  let extraClassDeclaration = lowering;
}

/// An op whose result types follow from operands and attributes.
class NN_InferredOp<string mnemonic, list<Trait> traits = []>
    : NN_Op<mnemonic, !listconcat([InferTypeOpAdaptor], traits)>;

/// Differentiable: `Ops/<Name>.cpp` defines buildAdjoint.
def NN_Differentiable
    : DeclareOpInterfaceMethods<NN_DifferentiableOpInterface, ["buildAdjoint"]>;

/// Elementwise: lib/Conversion/NNToLinalg/<Name>.cpp defines buildScalars.
def NN_Elementwise
    : DeclareOpInterfaceMethods<NN_ElementwiseOpInterface, ["buildScalars"]>;

/// y = f(x), element by element.
class NN_UnaryOp<string mnemonic, list<Trait> traits = []>
    : NN_Op<mnemonic, !listconcat([SameOperandsAndResultType, NN_Differentiable, NN_Elementwise], traits)> {
  let arguments = (ins NN_Tensor:$input);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$input attr-dict `:` type($input)";
  let extraClassDeclaration = elementwise;
}

/// y = f(a, b), element by element, with NumPy's broadcasting: shapes are
/// aligned at their last dimension; a dimension of 1 or a missing one repeats.
class NN_BinaryOp<string mnemonic, list<Trait> traits = []>
    : NN_InferredOp<mnemonic, !listconcat([NN_Differentiable, NN_Elementwise], traits)> {
  let arguments = (ins NN_Tensor:$lhs, NN_Tensor:$rhs);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` custom<OperandTypes>(type($lhs), type($rhs))";
  let extraClassDeclaration = elementwise;
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::inferReturnTypes(
        ::mlir::MLIRContext *, ::std::optional<::mlir::Location> loc,
        Adaptor adaptor, ::llvm::SmallVectorImpl<::mlir::Type> &types) {
      return ::aec::nn::inferBroadcast(loc, getOperationName(),
                                       adaptor.getOperands(), types);
    }
  }];
}

def NN_Reduction : I32EnumAttr<"Reduction", "how a loss is summed up", [
    I32EnumAttrCase<"Mean", 0, "mean">,
    I32EnumAttrCase<"Sum", 1, "sum">,
    I32EnumAttrCase<"BatchMean", 2, "batch_mean">]> {
  let cppNamespace = "::aec::nn";
  let genSpecializedAttr = 0;
}
def NN_ReductionAttr : EnumAttr<NN_Dialect, NN_Reduction, "reduction"> {
  // MLIR's parser would say it in C++'s words, and twice.
  let assemblyFormat = ?;
  let hasCustomAssemblyFormat = 1;
}

#endif // AEC_NN_BASE

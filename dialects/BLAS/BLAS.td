//===- BLAS.td - Products that a library computes -------------------------===//
//
// One op a call, in destination style, so that bufferization decides where
// results live. Nothing of a library's C API appears above this dialect.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_BLAS
#define AEC_BLAS

include "mlir/IR/OpBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/Interfaces/DestinationStyleOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def BLAS_Dialect : Dialect {
  let name = "blas";
  let cppNamespace = "::aec::blas";
  let summary = "products that a library computes";
  let description = "See README.md.";
  let useDefaultAttributePrinterParser = 1;
}

/// Behind the product, and before it is stored. Each library has some of them:
/// lib/Conversion/NNToBLAS says which.
def BLAS_Activation : I32EnumAttr<"Activation", "activation of a product", [
    I32EnumAttrCase<"None", 0, "none">,
    I32EnumAttrCase<"Relu", 1, "relu">,
    I32EnumAttrCase<"Tanh", 2, "tanh">,
    I32EnumAttrCase<"Elu", 3, "elu">,
    I32EnumAttrCase<"SoftRelu", 4, "soft_relu">,
    I32EnumAttrCase<"HardSigmoid", 5, "hard_sigmoid">,
    I32EnumAttrCase<"Logistic", 6, "logistic">,
    I32EnumAttrCase<"GeluTanh", 7, "gelu_tanh">,
    I32EnumAttrCase<"Swish", 8, "swish">,
    I32EnumAttrCase<"Clip", 9, "clip">,
    I32EnumAttrCase<"GeluErf", 10, "gelu_erf">,
    I32EnumAttrCase<"HardSwish", 11, "hard_swish">]> {
  let cppNamespace = "::aec::blas";
  let genSpecializedAttr = 0;
}
def BLAS_ActivationAttr : EnumAttr<BLAS_Dialect, BLAS_Activation, "activation">;

def BLAS_MatmulOp : Op<BLAS_Dialect, "matmul", [
    DestinationStyleOpInterface, DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "matrix product with bias and activation";
  let description = [{
    out[m, n] = activation(sum over k of lhs[m, k] * rhs[k, n] + bias[n]);
    `transpose_lhs` reads lhs as [k, m], `transpose_rhs` rhs as [n, k]. `alpha`
    and `beta` are the activation's parameters. f32 alone, row-major and dense.

    (C1) all operands are tensors or all are memrefs. (C2) shapes agree.
    (C3) memrefs are dense.

    ```mlir
    %r = blas.matmul ins(%x, %w : tensor<?x8xf32>, tensor<8x4xf32>)
           bias(%b : tensor<4xf32>) outs(%init : tensor<?x4xf32>) activation relu -> tensor<?x4xf32>
    ```
  }];
  let arguments = (ins AnyShaped:$lhs, AnyShaped:$rhs, Optional<AnyShaped>:$bias, AnyShaped:$output,
      UnitAttr:$transpose_lhs, UnitAttr:$transpose_rhs,
      DefaultValuedAttr<BLAS_ActivationAttr, "Activation::None">:$activation,
      DefaultValuedAttr<F64Attr, "0.0">:$alpha, DefaultValuedAttr<F64Attr, "0.0">:$beta);
  let results = (outs Optional<AnyRankedTensor>:$result);
  let assemblyFormat = [{
    `ins` `(` $lhs `,` $rhs `:` type($lhs) `,` type($rhs) `)` (`bias` `(` $bias^ `:` type($bias) `)`)?
    `outs` `(` $output `:` type($output) `)` (`transpose_lhs` $transpose_lhs^)?
    (`transpose_rhs` $transpose_rhs^)? (`activation` `` $activation^)? attr-dict (`->` type($result)^)?
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    ::mlir::MutableOperandRange getDpsInitsMutable() { return getOutputMutable(); }
  }];
}

#endif // AEC_BLAS

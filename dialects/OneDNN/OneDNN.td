//===- OneDNN.td - Calls of oneDNN's primitives ---------------------------===//
//
// One op a primitive, in destination style, so that bufferization decides where
// results live. Nothing of the library's C API appears above this dialect.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_ONEDNN
#define AEC_ONEDNN

include "mlir/IR/OpBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/Interfaces/DestinationStyleOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def OneDNN_Dialect : Dialect {
  let name = "onednn";
  let cppNamespace = "::aec::onednn";
  let summary = "primitives of oneDNN";
  let description = "See README.md.";
  let useDefaultAttributePrinterParser = 1;
}

/// Values are dnnl_alg_kind_t's, which the runtime hands to the library.
def OneDNN_Activation : I32EnumAttr<"Activation", "eltwise post-op", [
    I32EnumAttrCase<"None", 0, "none">,
    I32EnumAttrCase<"Relu", 0x20, "relu">,
    I32EnumAttrCase<"Tanh", 0x21, "tanh">,
    I32EnumAttrCase<"Elu", 0x22, "elu">,
    I32EnumAttrCase<"SoftRelu", 0x27, "soft_relu">,
    I32EnumAttrCase<"HardSigmoid", 0x28, "hard_sigmoid">,
    I32EnumAttrCase<"Logistic", 0x29, "logistic">,
    I32EnumAttrCase<"GeluTanh", 0x2b, "gelu_tanh">,
    I32EnumAttrCase<"Swish", 0x2c, "swish">,
    I32EnumAttrCase<"Clip", 0x2e, "clip">,
    I32EnumAttrCase<"GeluErf", 0x31, "gelu_erf">,
    I32EnumAttrCase<"HardSwish", 0x34, "hard_swish">]> {
  let cppNamespace = "::aec::onednn";
  let genSpecializedAttr = 0;
}
def OneDNN_ActivationAttr : EnumAttr<OneDNN_Dialect, OneDNN_Activation, "activation">;

def OneDNN_MatmulOp : Op<OneDNN_Dialect, "matmul", [
    DestinationStyleOpInterface, DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "matrix product with bias and activation";
  let description = [{
    out[m, n] = activation(sum over k of lhs[m, k] * rhs[k, n] + bias[n]);
    `transpose_lhs` reads lhs as [k, m], `transpose_rhs` rhs as [n, k]. `alpha`
    and `beta` are the post-op's parameters. f32 alone: the library has no f64.

    (C1) all operands are tensors or all are memrefs. (C2) shapes agree.

    ```mlir
    %r = onednn.matmul ins(%x, %w : tensor<?x8xf32>, tensor<8x4xf32>)
           bias(%b : tensor<4xf32>) outs(%init : tensor<?x4xf32>) activation relu -> tensor<?x4xf32>
    ```
  }];
  let arguments = (ins AnyShaped:$lhs, AnyShaped:$rhs, Optional<AnyShaped>:$bias, AnyShaped:$output,
      UnitAttr:$transpose_lhs, UnitAttr:$transpose_rhs,
      DefaultValuedAttr<OneDNN_ActivationAttr, "Activation::None">:$activation,
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

#endif // AEC_ONEDNN

//===- NNActivations.td - Activations -------------------------------------===//
//
// Formulas and defaults are those of torch.nn of the same name. Adjoints read
// the result where that is enough (relu, sigmoid, tanh, elu), so that the input
// need not be kept for backward.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_NN_ACTIVATIONS
#define AEC_NN_ACTIVATIONS

include "dialects/NN/NNBase.td"

def NN_ReluOp : NN_UnaryOp<"relu"> {
  let summary = "max(x, 0)";
  let description = [{
    result = max(x, 0); the gradient at 0 is 0, as in PyTorch and JAX.

    ```mlir
    %1 = nn.relu %0 : tensor<?x128xf32>
    ```
  }];
}
def NN_Relu6Op : NN_UnaryOp<"relu6"> { let summary = "min(max(x, 0), 6)"; }
def NN_LeakyReluOp : NN_UnaryOp<"leaky_relu"> {
  let summary = "x where x > 0, slope * x elsewhere";
  let description = "(C1) `slope` >= 0.";
  let arguments = (ins NN_Tensor:$input, DefaultValuedAttr<F64Attr, "0.01">:$slope);
  let hasVerifier = 1;
}
def NN_EluOp : NN_UnaryOp<"elu"> {
  let summary = "x where x > 0, alpha * (exp(x) - 1) elsewhere";
  let arguments = (ins NN_Tensor:$input, DefaultValuedAttr<F64Attr, "1.0">:$alpha);
}
def NN_SeluOp : NN_UnaryOp<"selu"> {
  let summary = "scaled elu with self-normalising constants";
  let description = "scale = 1.0507009873554805, alpha = 1.6732632423543772 (Klambauer et al. 2017).";
}
def NN_GeluApproximation : I32EnumAttr<"GeluApproximation", "how gelu is computed", [
    I32EnumAttrCase<"None", 0, "none">, I32EnumAttrCase<"Tanh", 1, "tanh">]> {
  let cppNamespace = "::aec::nn";
  let genSpecializedAttr = 0;
}
def NN_GeluApproximationAttr : EnumAttr<NN_Dialect, NN_GeluApproximation, "gelu">;
def NN_GeluOp : NN_UnaryOp<"gelu"> {
  let summary = "x * Phi(x), exactly or with the tanh approximation";
  let description = [{
    `nn.gelu %x` is x * 0.5 * (1 + erf(x / sqrt(2)));
    `nn.gelu %x approximate tanh` is 0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))).
  }];
  let arguments = (ins NN_Tensor:$input,
      DefaultValuedAttr<NN_GeluApproximationAttr, "GeluApproximation::None">:$approximation);
  let assemblyFormat = "$input (`approximate` $approximation^)? attr-dict `:` type($input)";
}
def NN_SiluOp : NN_UnaryOp<"silu"> { let summary = "x * sigmoid(x)"; }
def NN_SigmoidOp : NN_UnaryOp<"sigmoid"> { let summary = "1 / (1 + exp(-x))"; }
def NN_TanhOp : NN_UnaryOp<"tanh"> { let summary = "hyperbolic tangent"; }
def NN_SoftplusOp : NN_UnaryOp<"softplus"> {
  let summary = "log(1 + exp(x)), computed without overflow";
}
def NN_HardSigmoidOp : NN_UnaryOp<"hard_sigmoid"> { let summary = "min(max(x / 6 + 1/2, 0), 1)"; }
def NN_HardTanhOp : NN_UnaryOp<"hard_tanh"> { let summary = "min(max(x, -1), 1)"; }
def NN_HardSwishOp : NN_UnaryOp<"hard_swish"> { let summary = "x * hard_sigmoid(x)"; }

class NN_SoftmaxLikeOp<string mnemonic>
    : NN_Op<mnemonic, [SameOperandsAndResultType, NN_Differentiable,
                       DeclareOpInterfaceMethods<NN_DecomposableOpInterface>]> {
  let arguments = (ins NN_Tensor:$input);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$input attr-dict `:` type($input)";
  let hasVerifier = 1;
  let extraClassDeclaration = decomposition;
}
def NN_SoftmaxOp : NN_SoftmaxLikeOp<"softmax"> {
  let summary = "exp(x) / sum(exp(x)) over the last dimension, computed without overflow";
  let description = "(C1) the input has at least one dimension.";
}
def NN_LogSoftmaxOp : NN_SoftmaxLikeOp<"log_softmax"> {
  let summary = "logarithm of the softmax over the last dimension";
  let description = "(C1) the input has at least one dimension.";
}

#endif // AEC_NN_ACTIVATIONS

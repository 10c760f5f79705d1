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
def NN_Relu6Op : NN_UnaryOp<"relu6"> {
  let summary = "min(max(x, 0), 6)";
  let description = [{
    result = min(max(x, 0), 6). Gradient: dresult between 0 and 6, 0 elsewhere.

    ```mlir
    %y = nn.relu6 %x : tensor<?x4xf32>
    ```
  }];
}
def NN_LeakyReluOp : NN_UnaryOp<"leaky_relu"> {
  let summary = "x where x > 0, slope * x elsewhere";
  let description = [{
    (C1) `slope` >= 0.
    Gradient: dresult where x > 0, slope * dresult elsewhere.

    ```mlir
    %y = nn.leaky_relu %x : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, DefaultValuedAttr<F64Attr, "0.01">:$slope);
  let hasVerifier = 1;
}
def NN_EluOp : NN_UnaryOp<"elu"> {
  let summary = "x where x > 0, alpha * (exp(x) - 1) elsewhere";
  let description = [{
    result = x where x > 0, alpha * (exp(x) - 1) elsewhere; gradient there:
    dresult * (result + alpha).

    ```mlir
    %y = nn.elu %x : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, DefaultValuedAttr<F64Attr, "1.0">:$alpha);
}
def NN_SeluOp : NN_UnaryOp<"selu"> {
  let summary = "scaled elu with self-normalising constants";
  let description = [{
    scale = 1.0507009873554805, alpha = 1.6732632423543772 (Klambauer et al. 2017).
    result = scale * x where x > 0, scale * alpha * (exp(x) - 1) elsewhere;
    gradient: scale * dresult, below 0 dresult * (result + scale * alpha).

    ```mlir
    %y = nn.selu %x : tensor<?x4xf32>
    ```
  }];
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
    Gradient: dresult times the derivative of the formula in use.

    ```mlir
    %y = nn.gelu %x : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input,
      DefaultValuedAttr<NN_GeluApproximationAttr, "GeluApproximation::None">:$approximation);
  let assemblyFormat = "$input (`approximate` `` $approximation^)? attr-dict `:` type($input)";
}
def NN_SiluOp : NN_UnaryOp<"silu"> {
  let summary = "x * sigmoid(x)";
  let description = [{
    result = x * s, s = sigmoid(x). Gradient: dresult * (s + result * (1 - s)).

    ```mlir
    %y = nn.silu %x : tensor<?x4xf32>
    ```
  }];
}
def NN_SigmoidOp : NN_UnaryOp<"sigmoid"> {
  let summary = "1 / (1 + exp(-x))";
  let description = [{
    result = 1 / (1 + exp(-x)). Gradient: dresult * result * (1 - result).

    ```mlir
    %y = nn.sigmoid %x : tensor<?x4xf32>
    ```
  }];
}
def NN_TanhOp : NN_UnaryOp<"tanh"> {
  let summary = "hyperbolic tangent";
  let description = [{
    result = tanh(x). Gradient: dresult * (1 - result^2).

    ```mlir
    %y = nn.tanh %x : tensor<?x4xf32>
    ```
  }];
}
def NN_SoftplusOp : NN_UnaryOp<"softplus"> {
  let summary = "log(1 + exp(x)), computed without overflow";
  let description = [{
    result = max(x, 0) + log(1 + exp(-|x|)). Gradient: dresult * sigmoid(x).

    ```mlir
    %y = nn.softplus %x : tensor<?x4xf32>
    ```
  }];
}
def NN_HardSigmoidOp : NN_UnaryOp<"hard_sigmoid"> {
  let summary = "min(max(x / 6 + 1/2, 0), 1)";
  let description = [{
    result = min(max(x / 6 + 1/2, 0), 1). Gradient: dresult / 6 between -3 and 3, 0
    elsewhere.

    ```mlir
    %y = nn.hard_sigmoid %x : tensor<?x4xf32>
    ```
  }];
}
def NN_HardTanhOp : NN_UnaryOp<"hard_tanh"> {
  let summary = "min(max(x, -1), 1)";
  let description = [{
    result = min(max(x, -1), 1). Gradient: dresult between -1 and 1, 0 elsewhere.

    ```mlir
    %y = nn.hard_tanh %x : tensor<?x4xf32>
    ```
  }];
}
def NN_HardSwishOp : NN_UnaryOp<"hard_swish"> {
  let summary = "x * hard_sigmoid(x)";
  let description = [{
    result = x * min(max(x / 6 + 1/2, 0), 1). Gradient: dresult * (x / 3 + 1/2)
    between -3 and 3, dresult above, 0 below.

    ```mlir
    %y = nn.hard_swish %x : tensor<?x4xf32>
    ```
  }];
}

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
  let description = [{
    (C1) the input has at least one dimension.
    result = exp(x - max) / sum(exp(x - max)). Gradient: result * (dresult -
    sum(dresult * result)).

    ```mlir
    %y = nn.softmax %x : tensor<?x4xf32>
    ```
  }];
}
def NN_LogSoftmaxOp : NN_SoftmaxLikeOp<"log_softmax"> {
  let summary = "logarithm of the softmax over the last dimension";
  let description = [{
    (C1) the input has at least one dimension.
    result = x - max - log(sum(exp(x - max))). Gradient: dresult - softmax(x) *
    sum(dresult).

    ```mlir
    %y = nn.log_softmax %x : tensor<?x4xf32>
    ```
  }];
}

#endif // AEC_NN_ACTIVATIONS

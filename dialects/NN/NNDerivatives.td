//===- NNDerivatives.td - Penalties made of derivatives -------------------===//
//
// What objectives say about slopes. Training differentiates them once more:
// they are formulas of nn.gradient and of ops whose adjoints have adjoints.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_NN_DERIVATIVES
#define AEC_NN_DERIVATIVES

include "dialects/NN/NNBase.td"

def NN_GradientPenaltyOp : NN_InferredOp<"gradient_penalty", [
    DeclareOpInterfaceMethods<NN_DecomposableOpInterface>]> {
  let summary = "squared distance of a gradient's norm from a target";
  let description = [{
    (|g| - target)^2 a sample, |g| the norm over all but the batch, 1 the usual
    target (Gulrajani 2017, Improved training of Wasserstein GANs). |g| is
    sqrt(sum g^2 + 1e-12), so that its own gradient is finite where g is 0.
    (C1) the input has a batch. (C2) the target is at least 0: no norm is negative.
    Gradient: the formula's.

    ```mlir
    %p = nn.gradient_penalty %g target 1.0 : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, F64Attr:$target);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$input `target` custom<Number>($target) attr-dict `:` type($input)";
  let extraClassDeclaration = decomposition;
}

def NN_EyeOp : NN_InferredOp<"eye"> {
  let summary = "the identity matrix";
  let description = [{
    The gradients of all units of a layer with respect to themselves, a row each.
    (C1) `size` is positive.

    ```mlir
    %i = nn.eye 10 of f32
    ```
  }];
  let arguments = (ins I64Attr:$size, TypeAttrOf<NN_Float>:$element_type);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$size `of` $element_type attr-dict";
}

def NN_JacobianNormOp : NN_InferredOp<"jacobian_norm", []> {
  let summary = "squared Frobenius norm of a Jacobian, a value a sample";
  let description = [{
    sum over i and j of (d value_i / d wrt_j)^2 for each sample, exactly: the
    contractive penalty (Rifai 2011) of any encoder. It costs a backward pass
    through the ops between for each unit of `value`: all at once where these are
    products and elementwise, a gradient a unit where others are between. A product
    that ends in fewer columns than `wrt` has elements is squared without being
    formed (see lib/Transforms/Jacobians.cpp).
    Samples must not depend on each other (no batch statistics between).
    (C1) both have a batch. (C2) `value` has 4096 elements a sample at most.

    ```mlir
    %p = nn.jacobian_norm %z wrt %x : tensor<?x2xf32>, tensor<?x4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$value, NN_Tensor:$wrt);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$value `wrt` $wrt attr-dict `:` type($value) `,` type($wrt)";
}

#endif // AEC_NN_DERIVATIVES

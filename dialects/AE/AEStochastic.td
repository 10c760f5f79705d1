//===- AEStochastic.td - Layers and values that draw random numbers -------===//
//
// Not Pure, and without a key: two equal ones draw differently, and each
// application of a network draws anew. The pass that makes state explicit gives
// every draw its key. Noise acts in training alone; what an author draws as a
// value is drawn everywhere.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_AE_STOCHASTIC
#define AEC_AE_STOCHASTIC

include "dialects/AE/AEBase.td"
include "dialects/AE/AEAttrs.td"
include "dialects/AE/AEInterfaces.td"

class AE_Stochastic<string m, list<Trait> traits = []> : Op<AE_Dialect, m, !listconcat([
      DeclareOpInterfaceMethods<AE_LayerOpInterface, ["buildPure"]>,
      ParentOneOf<["NetworkOp", "ObjectiveOp", "EntryOp"]>], traits)> {
  let results = (outs AE_Tensor:$result);
  let extraClassDefinition = [{
    // Draws own no state.
    ::llvm::SmallVector<::aec::ae::StateSpec> $cppClass::getStates() { return {}; }
  }];
}

/// Noise added to one tensor in training.
class AE_NoiseOp<string m, string amount> : AE_Stochastic<m, [SameOperandsAndResultType]> {
  let assemblyFormat = "$input `,` custom<Scalar>($" # amount # ") attr-dict `:` type($input)";
  let hasVerifier = 1;
}
class AE_DroppingOp<string m> : AE_NoiseOp<m, "probability"> {
  let arguments = (ins AE_Tensor:$input, F64Attr:$probability);
}

def AE_DropoutOp : AE_DroppingOp<"dropout"> {
  let summary = "elements set to 0 in training, the others scaled up";
  let description = [{
    As torch.nn.Dropout: in training an element becomes 0 with `probability` p,
    else x / (1 - p). In entries and evaluation the result is x.
    (C1) p is at least 0 and below 1.

    ```mlir
    %0 = ae.dropout %x, 0.5 : tensor<?x4xf32>
    ```
  }];
}
def AE_MaskingNoiseOp : AE_DroppingOp<"masking_noise"> {
  let summary = "elements set to 0 in training, the others kept";
  let description = [{
    The corruption of a denoising autoencoder (Vincent et al. 2008): in training an
    element becomes 0 with `probability`. In entries and evaluation the result is x.
    (C1) the probability is from 0 to 1.

    ```mlir
    %0 = ae.masking_noise %x, 0.3 : tensor<?x4xf32>
    ```
  }];
}
def AE_SaltAndPepperOp : AE_DroppingOp<"salt_and_pepper"> {
  let summary = "elements set to the lowest or highest value in training";
  let description = [{
    In training an element becomes `low` or `high`, each with half of `probability`.
    In entries and evaluation the result is x.
    (C1) the probability is from 0 to 1. (C2) `low` is below `high`, and both are finite.

    ```mlir
    %0 = ae.salt_and_pepper %x, 0.1 {low = -1.0} : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins AE_Tensor:$input, F64Attr:$probability,
      DefaultValuedAttr<F64Attr, "0.0">:$low, DefaultValuedAttr<F64Attr, "1.0">:$high);
}
def AE_GaussianNoiseOp : AE_NoiseOp<"gaussian_noise", "stddev"> {
  let summary = "normal noise added in training";
  let description = [{
    x + stddev * n, n standard normal, in training; x in entries and evaluation.
    (C1) `stddev` is at least 0 and finite.

    ```mlir
    %0 = ae.gaussian_noise %x, 0.2 : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins AE_Tensor:$input, F64Attr:$stddev);
}

def AE_ReparameterizeOp : AE_Stochastic<"reparameterize",
    [AllTypesMatch<["mean", "log_variance", "result"]>]> {
  let summary = "a draw from a normal distribution that gradients flow through";
  let description = [{
    mean + exp(log_variance / 2) * n, n standard normal, in training (Kingma and
    Welling 2014); the mean in entries and evaluation.

    ```mlir
    %z = ae.reparameterize %mean, %logvar : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins AE_Tensor:$mean, AE_Tensor:$log_variance);
  let assemblyFormat = "$mean `,` $log_variance attr-dict `:` type($mean)";
}

class AE_DrawOp<string m> : AE_Stochastic<m> {
  let assemblyFormat = "attr-dict `:` type($result)";
  let hasVerifier = 1;
}
def AE_NormalOp : AE_DrawOp<"normal"> {
  let summary = "draws from the standard normal distribution";
  let description = [{
    Drawn everywhere, in entries and evaluation too: a prior's samples.
    (C1) the type has the batch and features behind it.

    ```mlir
    %z = ae.normal : tensor<?x20xf32>
    ```
  }];
}
def AE_UniformOp : AE_DrawOp<"uniform"> {
  let summary = "draws from a uniform distribution";
  let description = [{
    low + (high - low) * u, u uniform in [0, 1). Drawn everywhere, in entries and
    evaluation too: a prior's samples.
    (C1) the type has the batch and features behind it. (C2) low is below high.

    ```mlir
    %z = ae.uniform {low = -1.0} : tensor<?x20xf32>
    ```
  }];
  let arguments = (ins DefaultValuedAttr<F64Attr, "0.0">:$low, DefaultValuedAttr<F64Attr, "1.0">:$high);
}

def AE_PriorKind : I32EnumAttr<"PriorKind", "what latents are drawn from", [
    I32EnumAttrCase<"Normal", 0, "normal">, I32EnumAttrCase<"Uniform", 1, "uniform">]> {
  let cppNamespace = "::aec::ae";
  let genSpecializedAttr = 0;
}
def AE_PriorKindAttr : EnumAttr<AE_Dialect, AE_PriorKind, "prior_kind">;

def AE_PriorOp : Op<AE_Dialect, "prior", [HasParent<"ModelOp">]> {
  let summary = "declares what latents are drawn from to make samples";
  let description = [{
    The entry `sample` is derived from it: the network @decoder applied to draws of
    this type. normal: N(0, 1), uniform: U(-1, 1), all elements independent.
    Where that is not what a model's samples are, write the entry, with `ae.normal`.
    (C1) the type has the batch and features behind it. (C2) one to a model.

    ```mlir
    ae.prior normal : tensor<?x20xf32>
    ```
  }];
  let arguments = (ins AE_PriorKindAttr:$kind, TypeAttrOf<AE_Tensor>:$type);
  let assemblyFormat = "`` $kind `:` $type attr-dict";
  let hasVerifier = 1;
}

#endif // AEC_AE_STOCHASTIC

//===- AENormalization.td - Layers that normalise activations -------------===//
//
// Parameters, statistics and a formula of nn ops, so that gradients of any
// order come with them. Images are [B, C, H, W]; their pixels are walked as one
// dimension. Names and defaults are PyTorch's.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_AE_NORMALIZATION
#define AEC_AE_NORMALIZATION

include "dialects/AE/AEBase.td"
include "dialects/AE/AEAttrs.td"
include "dialects/AE/AEInterfaces.td"

class AE_NormLayer<string m> : Op<AE_Dialect, m, [
      DeclareOpInterfaceMethods<AE_LayerOpInterface>, HasParent<"NetworkOp">, SameOperandsAndResultType]> {
  let results = (outs AE_Tensor:$result);
  let hasVerifier = 1;
}

def AE_BatchNormOp : AE_NormLayer<"batch_norm"> {
  let summary = "features normalised over the batch";
  let description = [{
    As torch.nn.BatchNorm1d and 2d: y = (x - mean) / sqrt(var + epsilon) * weight + bias
    for each feature of [B, F], or each channel of [B, C, ...] over its pixels too.
    In training mean and (biased) variance are the batch's, and the objective that
    trains the network moves running_mean and running_var (unbiased) towards
    them by `momentum`; in entries and evaluation they are the running ones.
    num_batches_tracked counts. (C1) the input has a batch and features.
    (C2) `epsilon` is positive and `momentum` from 0 to 1.

    ```mlir
    %0 = ae.batch_norm %x : tensor<?x4xf32>
    %1 = ae.batch_norm %0 {epsilon = 1.000000e-03 : f64} as @bn : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins AE_Tensor:$input, DefaultValuedAttr<F64Attr, "0.1">:$momentum,
      DefaultValuedAttr<F64Attr, "1.0e-5">:$epsilon, OptionalAttr<SymbolNameAttr>:$layer_name);
  let assemblyFormat = "$input attr-dict (`as` custom<Given>($layer_name)^)? `:` type($input)";
}

def AE_LayerNormOp : AE_NormLayer<"layer_norm"> {
  let summary = "a vector normalised over its features";
  let description = [{
    As torch.nn.LayerNorm over the last dimension: (x - mean) / sqrt(var + epsilon)
    * weight + bias, the variance biased; weight and bias have its size.
    (C1) the input has a batch and features. (C2) `epsilon` is positive.

    ```mlir
    %0 = ae.layer_norm %x : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins AE_Tensor:$input, DefaultValuedAttr<F64Attr, "1.0e-5">:$epsilon,
      OptionalAttr<SymbolNameAttr>:$layer_name);
  let assemblyFormat = "$input attr-dict (`as` custom<Given>($layer_name)^)? `:` type($input)";
}

def AE_GroupNormOp : AE_NormLayer<"group_norm"> {
  let summary = "groups of channels normalised, a sample at a time";
  let description = [{
    As torch.nn.GroupNorm: channels in `groups` groups of neighbours, each normalised
    over its channels and pixels; weight and bias are a channel's.
    (C1) the input has a batch and channels. (C2) `groups` divides the channels.
    (C3) `epsilon` is positive.

    ```mlir
    %0 = ae.group_norm %x, 2 : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins AE_Tensor:$input, I64Attr:$groups, DefaultValuedAttr<F64Attr, "1.0e-5">:$epsilon,
      OptionalAttr<SymbolNameAttr>:$layer_name);
  let assemblyFormat = "$input `,` $groups attr-dict (`as` custom<Given>($layer_name)^)? `:` type($input)";
}

#endif // AEC_AE_NORMALIZATION

//===- AECompression.td - Layers that make latents short files ------------===//
//
// Uniform noise in training, rounding outside (Ballé et al. 2017), and a learned
// density whose bits an objective can count. What programs write is coded with
// counts of the training data's latents: the density is for training alone.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_AE_COMPRESSION
#define AEC_AE_COMPRESSION

include "dialects/AE/AELayer.td"

def AE_QuantizeOp : AE_Op<"quantize", [DeclareOpInterfaceMethods<AE_LayerOpInterface>, SameOperandsAndResultType,
      ParentOneOf<["NetworkOp", "ObjectiveOp", "EntryOp"]>]> {
  let summary = "values rounded to a grid; uniform noise in training";
  let description = [{
    In entries and evaluation the nearest multiple of `step` (`nn.quantize`). In
    training x + step (u - 1/2), u uniform in [0, 1): it has the density that
    rounding has on average, and a gradient. A program whose entry `encode` ends
    in it offers `compress` and `decompress`.
    (C1) `step` is above 0, and finite.

    ```mlir
    %z = ae.quantize %h, 0.5 : tensor<?x16xf32>
    ```
  }];
  let arguments = (ins AE_Tensor:$input, F64Attr:$step);
  let results = (outs AE_Tensor:$result);
  let assemblyFormat = "$input `,` custom<Step>($step) attr-dict `:` type($input)";
  let hasVerifier = 1;
}

def AE_RateOp : AE_Layer<"rate"> {
  let summary = "bits of a latent under a learned density";
  let description = [{
    A value a sample: what the latent takes as a file, in bits, under a logistic
    distribution whose mean and scale are learned, one each a feature of [B, F] or
    a channel of [B, C, ...]. States: `location` and `log_scale`, both [C], which
    start at 0. A term of it in an objective trades bits for fidelity. `step` is
    the quantizer's.
    (C1) the input is [B, F] or [B, C, ...]. (C2) `step` is above 0, and finite.

    ```mlir
    %bits = ae.rate %z, 0.5 as @density : tensor<?x16xf32>
    ```
  }];
  let arguments = (ins AE_Tensor:$input, F64Attr:$step, OptionalAttr<SymbolNameAttr>:$layer_name);
  let results = (outs AE_Tensor:$result);
  let assemblyFormat = "$input `,` custom<Step>($step)"
      # AE_Words<" `as` custom<Given>($layer_name)", "as">.format # "attr-dict `:` type($input)";
}

#endif // AEC_AE_COMPRESSION

//===- AEAttention.td - Layers of transformers ----------------------------===//
#ifndef AEC_AE_ATTENTION
#define AEC_AE_ATTENTION

def AE_MultiHeadAttentionOp : AE_Layer<"multi_head_attention", [AttrSizedOperandSegments]> {
  let summary = "scaled dot-product attention with several heads";
  let description = [{
    As torch.nn.MultiheadAttention with batch_first: q, k and v are x times the
    three parts of `in_proj_weight` [3E, E], cut into heads of d = E / heads; a head
    gives softmax(q k^T / sqrt(d)) v, and the heads side by side go through
    `out_proj.weight` [E, E]. With `context` keys and values come from there.
    `causal` hides later positions; `mask` [B, S] is 1 where a key counts and 0
    where it is padding. `no_bias` leaves out both biases.
    (C1) the input is [B, T, E]. (C2) `heads` divides E. (C3) the context is
    [B, S, E]. (C4) the mask is [B, S], S being the length of what is attended to.

    ```mlir
    %0 = ae.multi_head_attention %x, 4 causal as @attention : tensor<?x28x64xf32>
    ```
  }];
  let arguments = (ins AE_Tensor:$input, I64Attr:$heads, Optional<AE_Tensor>:$source,
      Optional<AE_Tensor>:$mask, UnitAttr:$causal, UnitAttr:$no_bias,
      OptionalAttr<SymbolNameAttr>:$layer_name);
  let results = (outs AE_Tensor:$result);
  let assemblyFormat = "$input `,` $heads" # AE_Words<[{ `context` custom<Given>($source) | `mask` custom<Given>($mask) | `causal` $causal |
      `no_bias` $no_bias | `as` custom<Given>($layer_name) }], "context, mask, causal, no_bias, as">.format # [{ attr-dict `:`
      custom<LayerTypes>(ref($source), ref($mask), type($input), type($source), type($mask)) }];
}

def AE_PositionalEmbeddingOp : AE_Layer<"positional_embedding"> {
  let summary = "adds what is learned of each position";
  let description = [{
    result = x + weight, weight: [T, E], one for all samples. Starts from
    #ae.normal<0, 0.02> unless `init` says otherwise.
    (C1) the input is [B, T, E].

    ```mlir
    %0 = ae.positional_embedding %x as @positions : tensor<?x28x64xf32>
    ```
  }];
  let arguments = (ins AE_Tensor:$input, OptionalAttr<AnyAttr>:$weight_init,
      OptionalAttr<SymbolNameAttr>:$layer_name);
  let results = (outs AE_Tensor:$result);
  let assemblyFormat = "$input" # AE_Words<"`init` `(` custom<Given>($weight_init) `)` | `as` custom<Given>($layer_name)", "init, as">.format
      # "attr-dict `:` type($input)";
  let hasVerifier = 1;
}

#endif // AEC_AE_ATTENTION

//===- NNAttention.td - What transformers are made of ---------------------===//
//
// Attention itself is products and a softmax; here are the parts of it that are
// no product: one tensor as several, tables of constants, images as sequences.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_NN_ATTENTION
#define AEC_NN_ATTENTION

include "dialects/NN/NNBase.td"

def NN_SplitOp : NN_InferredOp<"split", [NN_Differentiable]> {
  let summary = "equal parts of a tensor along a dimension";
  let description = [{
    `parts` results, one behind another along `dim`, as `numpy.split`.
    (C1) `dim` exists and is not the batch. (C2) `parts` divides its size.
    Gradient: the results' gradients, one behind another.

    ```mlir
    %q, %k, %v = nn.split %x dim 2 into 3 : tensor<?x28x12x8xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, I64Attr:$dim, I64Attr:$parts);
  let results = (outs Variadic<NN_Tensor>:$results);
  let assemblyFormat = "$input `dim` $dim `into` $parts attr-dict `:` type($input)";
}

def NN_CausalMaskOp : NN_InferredOp<"causal_mask"> {
  let summary = "a table that hides the future from scores of attention";
  let description = [{
    result[t, s] = 0 where s <= t, -1e9 elsewhere: added to scores, it leaves no
    weight to what comes later. (C1) sizes are positive.

    ```mlir
    %m = nn.causal_mask 28, 28 : f32
    ```
  }];
  let arguments = (ins I64Attr:$queries, I64Attr:$keys, TypeAttrOf<NN_Float>:$element_type);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$queries `,` $keys attr-dict `:` $element_type";
}

def NN_SinusoidsOp : NN_InferredOp<"sinusoids"> {
  let summary = "a table of positions as sines and cosines";
  let description = [{
    result[t, 2i] = sin(t / 10000^(2i / width)), result[t, 2i + 1] = cos of the
    same (Vaswani et al. 2017, section 3.5). (C1) sizes are positive.

    ```mlir
    %p = nn.sinusoids 28, 64 : f32
    ```
  }];
  let arguments = (ins I64Attr:$length, I64Attr:$width, TypeAttrOf<NN_Float>:$element_type);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$length `,` $width attr-dict `:` $element_type";
}

class NN_PatchOp<string mnemonic> : NN_InferredOp<mnemonic, [NN_Differentiable,
      DeclareOpInterfaceMethods<NN_DecomposableOpInterface>]> {
  let results = (outs NN_Tensor:$result);
  let extraClassDeclaration = decomposition;
}
def NN_PatchifyOp : NN_PatchOp<"patchify"> {
  let summary = "an image as a sequence of patches";
  let description = [{
    [B, C, H, W] becomes [B, N, C * p * q] with N = H/p * W/q, row by row; a patch
    is ordered [C, p, q], as `torch.nn.functional.unfold` does.
    (C1) the input is [B, C, H, W]. (C2) `patch` is two sizes that divide H and W.
    Gradient: `nn.unpatchify` of dresult.

    ```mlir
    %p = nn.patchify %x patch [7, 7] : tensor<?x1x28x28xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, DenseI64ArrayAttr:$patch);
  let assemblyFormat = "$input `patch` $patch attr-dict `:` type($input)";
}
def NN_UnpatchifyOp : NN_PatchOp<"unpatchify"> {
  let summary = "an image of its patches";
  let description = [{
    The reverse of `nn.patchify`: [B, N, C * p * q] becomes [B, C, H, W], `image`
    being [C, H, W].
    (C1) `image` is three sizes, `patch` two that divide the last of them.
    (C2) the input is [B, N, C * p * q]. Gradient: `nn.patchify` of dresult.

    ```mlir
    %x = nn.unpatchify %p, [1, 28, 28] patch [7, 7] : tensor<?x16x49xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, DenseI64ArrayAttr:$image, DenseI64ArrayAttr:$patch);
  let assemblyFormat = "$input `,` $image `patch` $patch attr-dict `:` type($input)";
}

#endif // AEC_NN_ATTENTION

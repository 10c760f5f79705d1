//===- AEConvolution.td - Convolutional layers ----------------------------===//
//
// Parameters around nn.conv2d and its data gradient, named and laid out as
// torch.nn's. Layers of signals are those of images of height 1.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_AE_CONVOLUTION
#define AEC_AE_CONVOLUTION

include "dialects/AE/AELayer.td"

/// A layer of 1-D signals or 2-D images (`dims`), plain or `transposed`; its
/// methods are Convolution.h's, for what these two make of the attributes.
class AE_ConvolutionLayer<string m, int dims, bit transposed> : AE_Layer<m> {
  dag outputPadding = !if(transposed, (ins OptionalAttr<DenseI64ArrayAttr>:$output_padding), (ins));
  let arguments = !con((ins AE_Tensor:$input, I64Attr:$channels, DenseI64ArrayAttr:$kernel,
      OptionalAttr<DenseI64ArrayAttr>:$strides, OptionalAttr<AnyAttr>:$padding,
      OptionalAttr<DenseI64ArrayAttr>:$dilation, OptionalAttr<I64Attr>:$groups), outputPadding,
      (ins UnitAttr:$no_bias, OptionalAttr<AnyAttr>:$weight_init, OptionalAttr<AnyAttr>:$bias_init,
      OptionalAttr<SymbolNameAttr>:$layer_name));
  let results = (outs AE_Tensor:$result);
  string window = [{ `strides` custom<Numbers>($strides) | `padding` custom<Padding>($padding) |
      `dilation` custom<Numbers>($dilation) | `groups` custom<Given>($groups) }];
  string parameters = [{ | `no_bias` $no_bias | `init` `(` custom<Given>($weight_init) `)` | `bias_init` `(` custom<Given>($bias_init) `)` |
      `as` custom<Given>($layer_name) }];
  let assemblyFormat = "$input `,` $channels `kernel` custom<Numbers>($kernel)" # AE_Words<window
      # !if(transposed, "| `output_padding` custom<Numbers>($output_padding)", "") # parameters,
      "strides, padding, dilation, groups, " # !if(transposed, "output_padding, ", "")
      # "no_bias, init, bias_init, as">.format # "attr-dict `:` type($input)";
  let hasVerifier = 1;
  let extraClassDefinition = [{
    template <typename LayerOp>
    static ::aec::ae::ConvolutionAttrs attrsOf$cppClass(LayerOp layer) {
      return ::aec::ae::ConvolutionAttrs::get(
          layer, $cppClass::getOperationName(), }] # dims # ", " # transposed # ", "
              # !if(transposed, "layer.getOutputPaddingAttr()", "{}") # [{);
    }
    ::llvm::LogicalResult $cppClass::inferReturnTypes(
        ::mlir::MLIRContext *, ::std::optional<::mlir::Location> loc,
        Adaptor adaptor, ::llvm::SmallVectorImpl<::mlir::Type> &types) {
      auto layer = ::aec::ae::ConvolutionLayer::get(
          loc, attrsOf$cppClass(adaptor), adaptor.getInput().getType());
      if (::mlir::failed(layer))
        return ::mlir::failure();
      types.push_back(layer->resultType());
      return ::mlir::success();
    }
    ::llvm::LogicalResult $cppClass::verify() {
      return ::aec::ae::verifyInitialisers(*this, getWeightInitAttr(), getBiasInitAttr());
    }
    ::llvm::SmallVector<::aec::ae::StateSpec> $cppClass::getStates() {
      auto layer = ::aec::ae::ConvolutionLayer::get({}, attrsOf$cppClass(*this), getInput().getType());
      return layer->states(getNoBias(), getWeightInitAttr(), getBiasInitAttr());
    }
    ::mlir::Value $cppClass::buildPure(::aec::ae::PureBuilder &builder) {
      auto layer = ::aec::ae::ConvolutionLayer::get({}, attrsOf$cppClass(*this), getInput().getType());
      return layer->build(builder, getLoc(), getNoBias());
    }
  }];
}

def AE_Conv2dOp : AE_ConvolutionLayer<"conv2d", 2, 0> {
  let summary = "convolution of images";
  let description = [{
    y = conv(x, W) + b with x: [B, C, H, W], W: [channels, C/groups, kh, kw], b: [channels] (absent
    with `no_bias`), as torch.nn.Conv2d: a cross-correlation. One number of a window
    stands for all of its dimensions. `padding` is [top, bottom, left, right], `valid`
    (none, the default) or `same`: ceil(H / stride) pixels, what is odd at the
    end, as Keras and JAX do. `groups` C is a depthwise convolution. Initialised as
    torch.nn.Conv2d: U(-1/sqrt(n), 1/sqrt(n)) with n = C/groups * kh * kw for both.

    ```mlir
    %0 = ae.conv2d %x, 32 kernel [3, 3] strides [2, 2] padding same as @c1 : tensor<?x1x28x28xf32>
    %1 = ae.conv2d %0, 64 kernel 3 padding 1 no_bias : tensor<?x32x14x14xf32>
    ```
    (C1) the input has rank 4. (C2) `channels` is positive; `kernel`, `strides`, `dilation` are one number
    or two, from 1, `padding` one or four, from 0, none above 2^20. (C3) `groups` divides C and `channels`. (C4) the
    window is not larger than the padded input.
  }];
}

def AE_Conv1dOp : AE_ConvolutionLayer<"conv1d", 1, 0> {
  let summary = "convolution of signals";
  let description = [{
    As ae.conv2d, with x: [B, C, L] and W: [channels, C/groups, k]; `padding` is [begin, end].

    ```mlir
    %0 = ae.conv1d %x, 16 kernel 5 strides 2 padding same : tensor<?x1x100xf32>
    ```
    (C1) the input has rank 3. (C2) `channels` is positive; `kernel`, `strides`, `dilation` are a number
    from 1, `padding` one or two, from 0, none above 2^20. (C3) `groups` divides C and `channels`. (C4) the window
    is not larger than the padded input.
  }];
}

def AE_ConvTranspose2dOp : AE_ConvolutionLayer<"conv_transpose2d", 2, 1> {
  let summary = "transposed convolution of images";
  let description = [{
    The adjoint of a convolution with this window, plus a bias, as torch.nn.ConvTranspose2d: W is
    [C, channels/groups, kh, kw]. A dimension of n pixels becomes (n - 1) * stride - padding + dilation *
    (kernel - 1) + 1 + output_padding; with `same` it becomes n * stride, as the adjoint
    of `same` has it; `valid` (the default) is padding 0.

    ```mlir
    %0 = ae.conv_transpose2d %z, 16 kernel [3, 3] strides [2, 2] padding [1, 1, 1, 1] output_padding [1, 1] : tensor<?x32x7x7xf32>
    %1 = ae.conv_transpose2d %0, 1 kernel 4 strides 2 padding same as @last : tensor<?x16x14x14xf32>
    ```
    (C1) the input has rank 4. (C2) `channels` is positive; `kernel`, `strides`, `dilation` are one number
    or two, from 1, `padding` one or four, from 0, none above 2^20. (C3) `groups` divides C and `channels`. (C4) pixels
    are left of the result. (C5) `output_padding` is from 0 and below the strides, and not beside `same`.
  }];
}

def AE_ConvTranspose1dOp : AE_ConvolutionLayer<"conv_transpose1d", 1, 1> {
  let summary = "transposed convolution of signals";
  let description = [{
    As ae.conv_transpose2d, with x: [B, C, L] and W: [C, channels/groups, k].

    ```mlir
    %0 = ae.conv_transpose1d %z, 1 kernel 5 strides 2 padding same : tensor<?x16x50xf32>
    ```
    (C1) the input has rank 3. (C2) `channels` is positive; `kernel`, `strides`, `dilation` are a number
    from 1, `padding` one or two, from 0, none above 2^20. (C3) `groups` divides C and `channels`. (C4) samples are
    left of the result. (C5) `output_padding` is from 0 and below the strides, and not beside `same`.
  }];
}

#endif // AEC_AE_CONVOLUTION

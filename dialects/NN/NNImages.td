//===- NNImages.td - Pooling, resampling, borders -------------------------===//
//
// Functions of images [B, C, H, W] that work a channel at a time. All but the
// largest value are linear, so that the adjoint of each has an adjoint among
// them. Ops on signals [B, C, L] are formulas of those on images of height 1.
// `channels_last` ([B, H, W, C]) is for passes that choose layouts.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_NN_IMAGES
#define AEC_NN_IMAGES

include "dialects/NN/NNBase.td"
include "dialects/NN/NNImageInterfaces.td"

class NN_ImageOp<string mnemonic, dag operands, dag numbers, list<Trait> traits = []>
    : NN_InferredOp<mnemonic, !listconcat([NN_Differentiable, NN_ImageOpInterface], traits)> {
  let arguments = !con(operands, numbers, (ins UnitAttr:$channels_last));
  let results = (outs NN_Tensor:$result);
}

class NN_SignalOp<string mnemonic, dag operands, dag numbers>
    : NN_InferredOp<mnemonic, [DeclareOpInterfaceMethods<NN_DecomposableOpInterface>]> {
  let arguments = !con(operands, numbers);
  let results = (outs NN_Tensor:$result);
  let extraClassDeclaration = decomposition;
}

//===--- pooling ----------------------------------------------------------===//

defvar NN_PoolNumbers = (ins DenseI64ArrayAttr:$kernel, OptionalAttr<DenseI64ArrayAttr>:$strides,
    DefaultValuedAttr<DenseI64ArrayAttr, "{0, 0, 0, 0}">:$padding);

class NN_PoolOp<string mnemonic, dag operands, dag size = (ins)>
    : NN_ImageOp<mnemonic, operands, !con(size, NN_PoolNumbers)> {
  string window = [{ `kernel` custom<Two>($kernel) oilist(`strides` custom<Two>($strides) | `padding` custom<Four>($padding)
      | `channels_last` $channels_last) custom<NoWord>("\"strides, padding\"") attr-dict }];
  code pooling = lowering # [{
    ::aec::nn::Window getWindow() {
      return ::aec::nn::poolWindow(getKernel(), getStrides(), getPadding());
    }
  }];
  let extraClassDeclaration = pooling;
}

/// Pools its input alone.
class NN_PlainPoolOp<string mnemonic> : NN_PoolOp<mnemonic, (ins NN_Tensor:$input)> {
  let assemblyFormat = "$input " # window # " `:` type($input)";
  let extraClassDeclaration = pooling # [{
    bool allowsEpilogue() { return true; }
  }];
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::inferReturnTypes(
        ::mlir::MLIRContext *, ::std::optional<::mlir::Location> loc,
        Adaptor adaptor, ::llvm::SmallVectorImpl<::mlir::Type> &types) {
      auto pooled = ::aec::nn::inferPooled(loc, getOperationName(), adaptor);
      if (::mlir::failed(pooled))
        return ::mlir::failure();
      types.push_back(*pooled);
      return ::mlir::success();
    }
  }];
}

/// Pools by the largest value of its input, which only says where.
class NN_WherePoolOp<string mnemonic, dag values>
    : NN_PoolOp<mnemonic, !con((ins NN_Tensor:$input), values)> {
  let extraClassDeclaration = pooling # [{
    bool isDifferentiableOperand(unsigned operand) { return operand == 1; }
  }];
}

def NN_MaxPool2dOp : NN_PlainPoolOp<"max_pool2d"> {
  let summary = "largest value of each window";
  let description = [{
    Windows of `kernel` start every `strides` pixels (`kernel` where there are none) of the
    input [B, C, H, W] with `padding` top, bottom, left, right, which never is the largest.
    What is left at the end and fills no window is not read, as PyTorch's default.
    (C1) the input has rank 4. (C2) `kernel` and `strides` are two numbers from 1,
    `padding` four from 0, none above 2^20. (C3) padding is smaller than the kernel. (C4) the kernel is
    not larger than the padded input.

    Gradient: dresult at the first place of each window that has the largest value.

    ```mlir
    %y = nn.max_pool2d %x kernel [2, 2] : tensor<?x32x28x28xf32>
    ```
  }];
}

def NN_MaxPool2dGradientOp : NN_WherePoolOp<"max_pool2d_gradient", (ins NN_Tensor:$grad)> {
  let extraClassDeclaration = pooling # [{
    bool isDifferentiableOperand(unsigned operand) { return operand == 1; }
    bool allowsEpilogue() {
      return getWindow().tiles(::aec::nn::ImageShape::get(getType(), getChannelsLast()).size);
    }
  }];
  let summary = "gradient of nn.max_pool2d";
  let description = [{
    For each window of `input`, the pixel of `grad` (shaped as the pooled input) added at the first place
    that has the largest value; zeros elsewhere.
    (C1) the input has rank 4. (C2) `kernel` and `strides` are two numbers from 1,
    `padding` four from 0, none above 2^20. (C3) padding is smaller than the kernel. (C4) the kernel is
    not larger than the padded input. (C5) grad has the type of the pooled input.

    Gradient: dgrad = max_pool2d_select(input, dresult); none flows to the input,
    which only says where.

    ```mlir
    %dx = nn.max_pool2d_gradient %x, %g kernel [2, 2] : tensor<?x32x28x28xf32>, tensor<?x32x14x14xf32>
    ```
  }];
  let assemblyFormat = "$input `,` $grad " # window # " `:` type($input) `,` type($grad)";
}

def NN_MaxPool2dSelectOp : NN_WherePoolOp<"max_pool2d_select", (ins NN_Tensor:$values)> {
  let summary = "values at the places of the largest inputs";
  let description = [{
    For each window, the element of `values` at the first place where `input` has
    its largest value: nn.max_pool2d is this of the input itself.
    (C1) the input has rank 4. (C2) `kernel` and `strides` are two numbers from 1,
    `padding` four from 0, none above 2^20. (C3) padding is smaller than the kernel. (C4) the kernel is
    not larger than the padded input. (C5) values have the type of the input.

    Gradient: dvalues = max_pool2d_gradient(input, dresult); none flows to the input.

    ```mlir
    %y = nn.max_pool2d_select %x, %v kernel [2, 2] : tensor<?x32x28x28xf32>, tensor<?x32x28x28xf32>
    ```
  }];
  let assemblyFormat = "$input `,` $values " # window # " `:` type($input) `,` type($values)";
}

def NN_AvgPool2dOp : NN_PlainPoolOp<"avg_pool2d"> {
  let summary = "mean of each window";
  let description = [{
    The sum of each window divided by the size of the kernel: padding counts as
    zeros, as PyTorch's default. Windows as those of nn.max_pool2d.
    (C1) the input has rank 4. (C2) `kernel` and `strides` are two numbers from 1,
    `padding` four from 0, none above 2^20. (C3) padding is smaller than the kernel. (C4) the kernel is
    not larger than the padded input.

    Gradient: dinput = avg_pool2d_gradient(dresult).

    ```mlir
    %y = nn.avg_pool2d %x kernel [3, 3] strides [2, 2] padding [1, 1, 1, 1] : tensor<?x32x28x28xf32>
    ```
  }];
}

def NN_AvgPool2dGradientOp : NN_PoolOp<"avg_pool2d_gradient", (ins NN_Tensor:$grad),
    (ins DenseI64ArrayAttr:$size)> {
  let summary = "gradient of nn.avg_pool2d";
  let description = [{
    Each pixel of `grad` divided by the size of the kernel and added to all pixels
    of its window in an image of `size`, [H, W].
    (C1) grad has rank 4. (C2) `kernel`, `strides` and `size` are two numbers from 1,
    `padding` four from 0, none above 2^20. (C3) padding is smaller than the kernel. (C4) the kernel is
    not larger than the padded `size`. (C5) pooling an image of `size` gives the sizes of grad.

    Gradient: dgrad = avg_pool2d(dresult).

    ```mlir
    %dx = nn.avg_pool2d_gradient %g size [28, 28] kernel [2, 2] : tensor<?x32x14x14xf32>
    ```
  }];
  let assemblyFormat = "$grad `size` $size " # window # " `:` type($grad)";
}

defvar NN_SignalPoolNumbers = (ins I64Attr:$kernel, OptionalAttr<I64Attr>:$strides,
    DefaultValuedAttr<DenseI64ArrayAttr, "{0, 0}">:$padding);

class NN_SignalPoolOp<string mnemonic>
    : NN_SignalOp<mnemonic, (ins NN_Tensor:$input), NN_SignalPoolNumbers> {
  let assemblyFormat = [{ $input `kernel` $kernel oilist(`strides` $strides | `padding` custom<Two>($padding))
      custom<NoWord>("\"strides, padding\"") attr-dict `:` type($input) }];
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::inferReturnTypes(
        ::mlir::MLIRContext *, ::std::optional<::mlir::Location> loc,
        Adaptor adaptor, ::llvm::SmallVectorImpl<::mlir::Type> &types) {
      auto pooled = ::aec::nn::inferPooledSignal(
          loc, getOperationName(), adaptor.getInput().getType(), adaptor.getKernel(),
          adaptor.getStridesAttr(), adaptor.getPaddingAttr());
      if (::mlir::failed(pooled))
        return ::mlir::failure();
      types.push_back(*pooled);
      return ::mlir::success();
    }
  }];
}
def NN_MaxPool1dOp : NN_SignalPoolOp<"max_pool1d"> {
  let summary = "largest value of each window of a signal";
  let description = [{
    nn.max_pool2d of [B, C, L] as an image of height 1; `padding` is [begin, end].
    (C1) the input has rank 3. (C2) `kernel` and `strides` are numbers from 1, `padding` two from 0,
    none above 2^20. (C3) padding is smaller than the kernel. (C4) the kernel is not larger than the padded input.

    ```mlir
    %y = nn.max_pool1d %x kernel 2 : tensor<?x8x100xf32>
    ```
  }];
}
def NN_AvgPool1dOp : NN_SignalPoolOp<"avg_pool1d"> {
  let summary = "mean of each window of a signal";
  let description = [{
    nn.avg_pool2d of [B, C, L] as an image of height 1; `padding` is [begin, end].
    (C1) the input has rank 3. (C2) `kernel` and `strides` are numbers from 1, `padding` two from 0,
    none above 2^20. (C3) padding is smaller than the kernel. (C4) the kernel is not larger than the padded input.

    ```mlir
    %y = nn.avg_pool1d %x kernel 4 strides 2 padding [1, 1] : tensor<?x8x100xf32>
    ```
  }];
}

class NN_GlobalPoolOp<string mnemonic>
    : NN_InferredOp<mnemonic, [DeclareOpInterfaceMethods<NN_DecomposableOpInterface>]> {
  let arguments = (ins NN_Tensor:$input);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "$input attr-dict `:` type($input)";
  let extraClassDeclaration = decomposition;
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::inferReturnTypes(
        ::mlir::MLIRContext *, ::std::optional<::mlir::Location> loc,
        Adaptor adaptor, ::llvm::SmallVectorImpl<::mlir::Type> &types) {
      auto input = ::mlir::cast<::mlir::RankedTensorType>(adaptor.getInput().getType());
      if (::mlir::failed(::aec::nn::checkChannels(loc, getOperationName(), input))) // c1
        return ::mlir::failure();
      types.push_back(input.clone(input.getShape().take_front(2)));
      return ::mlir::success();
    }
  }];
}
def NN_GlobalAvgPoolOp : NN_GlobalPoolOp<"global_avg_pool"> {
  let summary = "mean of each channel";
  let description = [{
    [B, C, H, W] or [B, C, L] becomes [B, C]. (C1) the input has rank 3 or 4, and pixels.

    ```mlir
    %y = nn.global_avg_pool %x : tensor<?x64x7x7xf32>
    ```
  }];
}
def NN_GlobalMaxPoolOp : NN_GlobalPoolOp<"global_max_pool"> {
  let summary = "largest value of each channel";
  let description = [{
    [B, C, H, W] or [B, C, L] becomes [B, C]; the first of equal values has the gradient.
    (C1) the input has rank 3 or 4, and pixels.

    ```mlir
    %y = nn.global_max_pool %x : tensor<?x64x7x7xf32>
    ```
  }];
}

//===--- resampling -------------------------------------------------------===//

class NN_ResampleOp<string mnemonic, dag operands> : NN_ImageOp<mnemonic, operands,
    (ins DenseI64ArrayAttr:$factors, UnitAttr:$bilinear)> {
  string how = [{ `factors` custom<Two>($factors) (`bilinear` $bilinear^)? (`channels_last` $channels_last^)? attr-dict }];
}

def NN_Upsample2dOp : NN_ResampleOp<"upsample2d", (ins NN_Tensor:$input)> {
  let summary = "each pixel as several: nearest, or bilinear in between";
  let description = [{
    [B, C, H, W] becomes [B, C, H * factors[0], W * factors[1]]. Nearest: every pixel is repeated. `bilinear`:
    pixel y lies at (y + 0.5) / factor - 0.5 of the input, held inside, and is the
    mean of its two neighbours along each dimension, weighted by nearness, as PyTorch's `align_corners=False`.
    (C1) the input has rank 4. (C2) `factors` are two numbers from 1 to 2^20.

    Gradient: dinput = upsample2d_gradient(dresult).

    ```mlir
    %y = nn.upsample2d %x factors [2, 2] : tensor<?x32x7x7xf32>
    %z = nn.upsample2d %x factors [2, 2] bilinear : tensor<?x32x7x7xf32>
    ```
  }];
  let assemblyFormat = "$input " # how # " `:` type($input)";
}

def NN_Upsample2dGradientOp : NN_ResampleOp<"upsample2d_gradient", (ins NN_Tensor:$grad)> {
  let summary = "gradient of nn.upsample2d";
  let description = [{
    Every pixel of `grad` added to the pixels that nn.upsample2d makes it of, with the
    same weights.
    (C1) grad has rank 4. (C2) `factors` are two numbers from 1 to 2^20. (C3) they divide H and W.

    Gradient: dgrad = upsample2d(dresult).

    ```mlir
    %dx = nn.upsample2d_gradient %g factors [2, 2] bilinear : tensor<?x32x14x14xf32>
    ```
  }];
  let assemblyFormat = "$grad " # how # " `:` type($grad)";
}

def NN_Upsample1dOp : NN_SignalOp<"upsample1d", (ins NN_Tensor:$input),
    (ins I64Attr:$factor, UnitAttr:$linear)> {
  let summary = "each sample of a signal as several: nearest, or linear in between";
  let description = [{
    nn.upsample2d of [B, C, L] as an image of height 1.
    (C1) the input has rank 3. (C2) `factor` is a number from 1 to 2^20.

    ```mlir
    %y = nn.upsample1d %x factor 2 linear : tensor<?x8x50xf32>
    ```
  }];
  let assemblyFormat = "$input `factor` $factor (`linear` $linear^)? attr-dict `:` type($input)";
}

class NN_ShuffleOp<string mnemonic>
    : NN_ImageOp<mnemonic, (ins NN_Tensor:$input), (ins I64Attr:$factor)> {
  let assemblyFormat = [{ $input `factor` $factor (`channels_last` $channels_last^)? attr-dict
      `:` type($input) }];
}
def NN_PixelShuffleOp : NN_ShuffleOp<"pixel_shuffle"> {
  let summary = "channels become pixels";
  let description = [{
    [B, C * r * r, H, W] becomes [B, C, H * r, W * r] with r = `factor`: result[b, c, y * r + i, x * r + j] =
    input[b, (c * r + i) * r + j, y, x], as torch.nn.PixelShuffle (Shi et al. 2016).
    (C1) the input has rank 4. (C2) `factor` is a number from 1 to 2^20. (C3) factor^2 divides the channels.

    Gradient: dinput = pixel_unshuffle(dresult).

    ```mlir
    %y = nn.pixel_shuffle %x factor 2 : tensor<?x128x7x7xf32>
    ```
  }];
}
def NN_PixelUnshuffleOp : NN_ShuffleOp<"pixel_unshuffle"> {
  let summary = "pixels become channels: the inverse of nn.pixel_shuffle";
  let description = [{
    [B, C, H * r, W * r] becomes [B, C * r * r, H, W] with r = `factor`.
    (C1) the input has rank 4. (C2) `factor` is a number from 1 to 2^20. (C3) factor divides H and W.

    Gradient: dinput = pixel_shuffle(dresult).

    ```mlir
    %y = nn.pixel_unshuffle %x factor 2 : tensor<?x32x14x14xf32>
    ```
  }];
}

//===--- borders ----------------------------------------------------------===//

class NN_BorderOp<string mnemonic>
    : NN_ImageOp<mnemonic, (ins NN_Tensor:$input), (ins DenseI64ArrayAttr:$border)> {
  let assemblyFormat = [{ $input `,` custom<Four>($border) (`channels_last` $channels_last^)? attr-dict
      `:` type($input) }];
}
def NN_Pad2dOp : NN_BorderOp<"pad2d"> {
  let summary = "zeros around an image";
  let description = [{
    `border` is top, bottom, left, right.
    (C1) the input has rank 4. (C2) `border` is four numbers from 0 to 2^20.

    Gradient: dinput = crop2d(dresult).

    ```mlir
    %y = nn.pad2d %x, [2, 2, 2, 2] : tensor<?x1x28x28xf32>
    ```
  }];
}
def NN_Crop2dOp : NN_BorderOp<"crop2d"> {
  let summary = "an image without its border";
  let description = [{
    `border` is top, bottom, left, right.
    (C1) the input has rank 4. (C2) `border` is four numbers from 0 to 2^20. (C3) pixels are left.

    Gradient: dinput = pad2d(dresult).

    ```mlir
    %y = nn.crop2d %x, [2, 2, 2, 2] : tensor<?x1x32x32xf32>
    ```
  }];
}

#endif // AEC_NN_IMAGES

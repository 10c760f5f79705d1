//===- NNConvolution.td - Convolutions and their gradients ----------------===//
//
// Three bilinear ops, closed under differentiation: the adjoints of each are the
// other two. A transposed convolution is the data gradient, so that there is no
// fourth op. The window is given in numbers alone; `same` and `valid` are words
// of the layers of ae. `channels_last` is for passes that choose layouts: images
// are then [B, H, W, C] and weights [kh, kw, C/groups, O]. Authors write [B, C, H, W].
//
//===----------------------------------------------------------------------===//
#ifndef AEC_NN_CONVOLUTION
#define AEC_NN_CONVOLUTION

include "dialects/NN/NNBase.td"
include "dialects/NN/NNImageInterfaces.td"

class NN_ConvolutionOp<string mnemonic, dag operands, dag size>
    : NN_InferredOp<mnemonic, [NN_Differentiable, NN_ContractionOpInterface,
                               DeclareOpInterfaceMethods<NN_ImageOpInterface, ["getRole"]>]> {
  let arguments = !con(operands, size, (ins
      DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$strides,
      DefaultValuedAttr<DenseI64ArrayAttr, "{0, 0, 0, 0}">:$padding,
      DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$dilation,
      DefaultValuedAttr<I64Attr, "1">:$groups, UnitAttr:$channels_last));
  let results = (outs NN_Tensor:$result);
  string window = [{ (`strides` $strides^)? (`padding` $padding^)? (`dilation` $dilation^)?
      (`groups` $groups^)? (`channels_last` $channels_last^)? attr-dict }];
  // No last two dimensions to swap: ContractionOpInterface says no throughout.
  let extraClassDeclaration = lowering # [{
    ::mlir::Value withTransposedOperand(::mlir::OpBuilder &, unsigned, ::mlir::Value) { return {}; }
    ::mlir::Value withTransposedResult(::mlir::OpBuilder &) { return {}; }
    bool readsTransposed(unsigned) { return false; }
    /// All sizes, the same for the three ops of one convolution.
    ::aec::nn::ConvolutionShape getConvolutionShape();
  }];
}

def NN_Conv2dOp : NN_ConvolutionOp<"conv2d", (ins NN_Tensor:$input, NN_Tensor:$weight), (ins)> {
  let summary = "two-dimensional convolution (cross-correlation, as PyTorch's)";
  let description = [{
    result[b, o, y, x] = sum over c, i, j of weight[o, c, i, j] * padded[b, g + c,
    y * strides[0] + i * dilation[0], x * strides[1] + j * dilation[1]]. The input
    [B, C, H, W] is padded with zeros: `padding` is top, bottom, left, right. With
    `groups`, the output channels [O] of group n read the n-th part of the input
    channels, and the weight is [O, C/groups, kh, kw].
    (C1) input and weight have rank 4 and one element type, the weight fixed sizes.
    (C2) `strides` and `dilation` are two numbers from 1, `padding` four from 0, none above 2^20.
    (C3) `groups` divides C and O, and the weight has C/groups input channels.
    (C4) the window, dilation * (kernel - 1) + 1, is not larger than the padded input.

    Gradient: dinput = conv2d_data_gradient(dresult, weight),
    dweight = conv2d_weight_gradient(input, dresult).

    ```mlir
    %y = nn.conv2d %x, %w strides [2, 2] padding [1, 1, 1, 1] : tensor<?x3x28x28xf32>, tensor<32x3x3x3xf32>
    ```
  }];
  let assemblyFormat = "$input `,` $weight " # window # " `:` type($input) `,` type($weight)";
}

def NN_Conv2dDataGradientOp : NN_ConvolutionOp<"conv2d_data_gradient",
    (ins NN_Tensor:$grad, NN_Tensor:$weight), (ins DenseI64ArrayAttr:$size)> {
  let summary = "gradient of a convolution with respect to its input; transposed convolution";
  let description = [{
    The gradient of the input of an nn.conv2d with this weight and window, whose
    result has the gradient `grad`, [B, O, H', W']. `size` is the input's [H, W], which
    the sizes of `grad` do not tell where strides skip pixels.
    (C1) grad and weight have rank 4 and one element type, the weight fixed sizes.
    (C2) `strides` and `dilation` are two numbers from 1, `padding` four from 0, `size` two from 1, none above 2^20.
    (C3) `groups` divides O, and grad has as many channels as the weight.
    (C4) the window, dilation * (kernel - 1) + 1, is not larger than the padded `size`.
    (C5) the convolution of an image of `size` gives the sizes of `grad`.

    Gradient: dgrad = conv2d(dresult, weight), dweight = conv2d_weight_gradient(dresult, grad).

    ```mlir
    %dx = nn.conv2d_data_gradient %g, %w size [28, 28] strides [2, 2] padding [1, 1, 1, 1] : tensor<?x32x14x14xf32>, tensor<32x3x3x3xf32>
    ```
  }];
  let assemblyFormat = "$grad `,` $weight `size` $size " # window # " `:` type($grad) `,` type($weight)";
}

def NN_Conv2dWeightGradientOp : NN_ConvolutionOp<"conv2d_weight_gradient",
    (ins NN_Tensor:$input, NN_Tensor:$grad), (ins DenseI64ArrayAttr:$kernel)> {
  let summary = "gradient of a convolution with respect to its weight";
  let description = [{
    The gradient of the weight of an nn.conv2d of `input` with this window, whose
    result has the gradient `grad`, [B, O, H', W']. `kernel` is the weight's [kh, kw].
    (C1) input and grad have rank 4, one element type and one batch.
    (C2) `strides`, `dilation` and `kernel` are two numbers from 1, `padding` four from 0, none above 2^20.
    (C3) `groups` divides C and O.
    (C4) the window, dilation * (kernel - 1) + 1, is not larger than the padded input.
    (C5) the convolution of the input gives the sizes of `grad`.

    Gradient: dinput = conv2d_data_gradient(grad, dresult), dgrad = conv2d(input, dresult).

    ```mlir
    %dw = nn.conv2d_weight_gradient %x, %g kernel [3, 3] strides [2, 2] padding [1, 1, 1, 1] : tensor<?x3x28x28xf32>, tensor<?x32x14x14xf32>
    ```
  }];
  let assemblyFormat = "$input `,` $grad `kernel` $kernel " # window # " `:` type($input) `,` type($grad)";
}

#endif // AEC_NN_CONVOLUTION

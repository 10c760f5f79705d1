//===- Conv2dDataGradient.cpp - nn.conv2d_data_gradient to linalg --------===//
//
// A convolution of the gradient, its pixels spread as far apart as the strides,
// with the weight read backwards. The zeros between cost strides^2 times the
// work: the price of a loop nest that writes every pixel once, on a path that
// is the oracle.
//
//===----------------------------------------------------------------------===//
#include "Convolutions.h"
#include "dialects/NN/Convolution.h"

using namespace mlir;
using namespace aec::nn;

/// The gradient in a frame where image pixel p and window place i meet at
/// p + low + reach - i * dilation, reach being the window's extent - 1.
static Value spreadGradient(OpBuilder &builder, Conv2dDataGradientOp op) {
  ConvolutionShape shape = op.getConvolutionShape();
  const Window &window = shape.window;
  Size2 size, low;
  for (unsigned axis : {0u, 1u}) {
    low[axis] = window.extent(axis) - 1;
    int64_t lastPixel = (shape.outputSize[axis] - 1) * window.strides[axis];
    size[axis] = low[axis] + std::max(lastPixel + 1,
                                      shape.inputSize[axis] + window.low(axis));
  }
  return spreadPixels(builder, op.getLoc(), op.getGrad(), size, low,
                      window.strides, 0.0, op.getChannelsLast());
}

static LogicalResult lower(Conv2dDataGradientOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  bool last = op.getChannelsLast();
  ConvolutionShape shape = op.getConvolutionShape();
  const Window &window = shape.window;
  Value grad = splitDim(rewriter, loc, spreadGradient(rewriter, op),
                        channelDim(last), shape.groups);
  Value weight =
      splitDim(rewriter, loc, op.getWeight(), outDim(last), shape.groups);
  SmallVector<OpFoldResult> sizes =
      getAsIndexOpFoldResult(op.getContext(), op.getType().getShape());
  sizes[0] = sizeOf(rewriter, loc, op.getGrad(), 0);
  Value zeros =
      filledTensor(rewriter, loc, sizes, op.getType().getElementType(), 0.0);
  zeros = splitDim(rewriter, loc, zeros, channelDim(last), shape.groups);
  ConvolutionLoops at(last ? "byxijgoc" : "bgcoijyx", op.getContext());
  auto meet = [&](unsigned axis, AffineExpr pixel, AffineExpr place) {
    return pixel - place * window.dilation[axis] +
           (window.low(axis) + window.extent(axis) - 1);
  };
  Value sum = buildProductSum(
      rewriter, loc, grad, weight, zeros,
      at.image(at.o, meet(0, at.y, at.i), meet(1, at.x, at.j), last),
      at.weight(last), at.image(at.c, at.y, at.x, last));
  rewriter.replaceOp(op, mergeDims(rewriter, loc, sum, channelDim(last)));
  return success();
}

void Conv2dDataGradientOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

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

static LogicalResult lower(Conv2dDataGradientOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  bool last = op.getChannelsLast();
  ConvolutionShape shape = op.getConvolutionShape();
  const Window &window = shape.window;
  Value spread = spreadWindows(rewriter, loc, op.getGrad(), shape.inputSize,
                               window, 0.0, last);
  Value grad = splitDim(rewriter, loc, spread, channelDim(last), shape.groups);
  Value weight =
      splitDim(rewriter, loc, op.getWeight(), outDim(last), shape.groups);
  SmallVector<OpFoldResult> sizes =
      getAsIndexOpFoldResult(op.getContext(), op.getType().getShape());
  sizes[0] = sizeOf(rewriter, loc, op.getGrad(), 0);
  Value zeros =
      filledTensor(rewriter, loc, sizes, op.getType().getElementType(), 0.0);
  zeros = splitDim(rewriter, loc, zeros, channelDim(last), shape.groups);
  ConvolutionLoops at(last ? "byxijgoc" : "bgcoijyx", op.getContext());
  Value sum =
      buildProductSum(rewriter, loc, grad, weight, zeros,
                      at.image(at.o, meet(window, 0, at.y, at.i),
                               meet(window, 1, at.x, at.j), last),
                      at.weight(last), at.image(at.c, at.y, at.x, last));
  rewriter.replaceOp(op, mergeDims(rewriter, loc, sum, channelDim(last)));
  return success();
}

void Conv2dDataGradientOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

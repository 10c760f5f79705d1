//===- Conv2dWeightGradient.cpp - nn.conv2d_weight_gradient to linalg ----===//
#include "Convolutions.h"
#include "dialects/NN/Convolution.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(Conv2dWeightGradientOp op,
                           PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  bool last = op.getChannelsLast();
  ConvolutionShape shape = op.getConvolutionShape();
  const Window &window = shape.window;
  Value padded = padPixels(rewriter, loc, op.getInput(), window, 0.0, last);
  Value input = splitDim(rewriter, loc, padded, channelDim(last), shape.groups);
  Value grad =
      splitDim(rewriter, loc, op.getGrad(), channelDim(last), shape.groups);
  SmallVector<OpFoldResult> sizes =
      getAsIndexOpFoldResult(op.getContext(), op.getType().getShape());
  Value zeros =
      filledTensor(rewriter, loc, sizes, op.getType().getElementType(), 0.0);
  zeros = splitDim(rewriter, loc, zeros, outDim(last), shape.groups);
  // Outputs outside the sums over pixels, but for what is contiguous.
  ConvolutionLoops at(last ? "byxijgco" : "gocbiyxj", op.getContext());
  Value sum = buildProductSum(
      rewriter, loc, input, grad, zeros,
      at.image(at.c, at.y * window.strides[0] + at.i * window.dilation[0],
               at.x * window.strides[1] + at.j * window.dilation[1], last),
      at.image(at.o, at.y, at.x, last), at.weight(last));
  rewriter.replaceOp(op, mergeDims(rewriter, loc, sum, outDim(last)));
  return success();
}

void Conv2dWeightGradientOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

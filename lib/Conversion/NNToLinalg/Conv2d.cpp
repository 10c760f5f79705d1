//===- Conv2d.cpp - nn.conv2d to linalg ----------------------------------===//
#include "Convolutions.h"
#include "dialects/NN/Convolution.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(Conv2dOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  bool last = op.getChannelsLast();
  ConvolutionShape shape = op.getConvolutionShape();
  const Window &window = shape.window;
  Value padded = padPixels(rewriter, loc, op.getInput(), window, 0.0, last);
  Value input = splitDim(rewriter, loc, padded, channelDim(last), shape.groups);
  Value weight =
      splitDim(rewriter, loc, op.getWeight(), outDim(last), shape.groups);
  ImageShape result{shape.batch, shape.out, shape.outputSize};
  SmallVector<OpFoldResult> sizes = getAsIndexOpFoldResult(
      op.getContext(),
      result.type(op.getType().getElementType(), last).getShape());
  sizes[0] = sizeOf(rewriter, loc, op.getInput(), 0);
  Value zeros =
      filledTensor(rewriter, loc, sizes, op.getType().getElementType(), 0.0);
  zeros = splitDim(rewriter, loc, zeros, channelDim(last), shape.groups);
  ConvolutionLoops at(last ? "byxijgco" : "bgocijyx", op.getContext());
  Value sum = buildProductSum(
      rewriter, loc, input, weight, zeros,
      at.image(at.c, at.y * window.strides[0] + at.i * window.dilation[0],
               at.x * window.strides[1] + at.j * window.dilation[1], last),
      at.weight(last), at.image(at.o, at.y, at.x, last));
  rewriter.replaceOp(op, mergeDims(rewriter, loc, sum, channelDim(last)));
  return success();
}

void Conv2dOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

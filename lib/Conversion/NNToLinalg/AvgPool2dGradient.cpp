//===- AvgPool2dGradient.cpp - nn.avg_pool2d_gradient to linalg ----------===//
#include "Pools.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(AvgPool2dGradientOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  bool last = op.getChannelsLast();
  Window window = op.getWindow();
  Size2 size = ImageShape::get(op.getType(), last).size;
  Value grad =
      spreadWindows(rewriter, loc, op.getGrad(), size, window, 0.0, last);
  Value zeros = filledLike(rewriter, loc, op.getType(), grad, 0.0);
  rewriter.replaceOp(
      op, buildUnpool(rewriter, loc, grad, zeros, window, last,
                      [&](OpBuilder &builder, Location loc, ValueRange elements,
                          ValueRange soFar, auto) {
                        return addShare(builder, loc, elements[0], soFar[0],
                                        window);
                      }));
  return success();
}

void AvgPool2dGradientOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

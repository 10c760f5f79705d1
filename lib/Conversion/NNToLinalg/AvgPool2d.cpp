//===- AvgPool2d.cpp - nn.avg_pool2d to linalg ---------------------------===//
#include "Pools.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(AvgPool2dOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  bool last = op.getChannelsLast();
  Window window = op.getWindow();
  Value input = padPixels(rewriter, loc, op.getInput(), window, 0.0, last);
  Value zeros = filledLike(rewriter, loc, op.getType(), input, 0.0);
  rewriter.replaceOp(
      op, buildPool(rewriter, loc, input, zeros, window, last,
                    [&](OpBuilder &builder, Location loc, ValueRange elements,
                        ValueRange soFar, auto) {
                      return addShare(builder, loc, elements[0], soFar[0],
                                      window);
                    }));
  return success();
}

void AvgPool2dOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

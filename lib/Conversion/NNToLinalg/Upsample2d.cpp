//===- Upsample2d.cpp - nn.upsample2d to linalg --------------------------===//
#include "Resampling.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(Upsample2dOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  bool last = op.getChannelsLast();
  Value result =
      op.getBilinear()
          ? interpolate(rewriter, loc, op.getInput(), op.getFactors(), last)
          : repeatPixels(rewriter, loc, op.getInput(), op.getFactors(), last);
  rewriter.replaceOp(op, result);
  return success();
}

void Upsample2dOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

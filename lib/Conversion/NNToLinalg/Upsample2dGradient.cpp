//===- Upsample2dGradient.cpp - nn.upsample2d_gradient to linalg ---------===//
#include "Resampling.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(Upsample2dGradientOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  bool last = op.getChannelsLast();
  Value result =
      op.getBilinear()
          ? interpolateAdjoint(rewriter, loc, op.getGrad(), op.getFactors(),
                               last)
          : sumPixels(rewriter, loc, op.getGrad(), op.getFactors(), last);
  rewriter.replaceOp(op, result);
  return success();
}

void Upsample2dGradientOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

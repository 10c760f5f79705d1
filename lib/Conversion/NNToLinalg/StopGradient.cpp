//===- StopGradient.cpp - nn.stop_gradient to linalg ---------------------===//
#include "dialects/NN/NN.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(StopGradientOp op, PatternRewriter &rewriter) {
  rewriter.replaceOp(op, op.getInput());
  return success();
}

void StopGradientOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

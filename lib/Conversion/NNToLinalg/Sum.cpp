//===- Sum.cpp - nn.sum to linalg ----------------------------------------===//
#include "Tensors.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(SumOp op, PatternRewriter &rewriter) {
  rewriter.replaceOp(op, reduceSum(rewriter, op.getLoc(), op.getInput(),
                                   op.getDims(), op.getKeep()));
  return success();
}

void SumOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

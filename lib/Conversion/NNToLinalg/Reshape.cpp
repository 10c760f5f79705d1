//===- Reshape.cpp - nn.reshape to linalg --------------------------------===//
#include "Tensors.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(ReshapeOp op, PatternRewriter &rewriter) {
  rewriter.replaceOp(
      op, reshape(rewriter, op.getLoc(), op.getInput(), op.getType()));
  return success();
}

void ReshapeOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

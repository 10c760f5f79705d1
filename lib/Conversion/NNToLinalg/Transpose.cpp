//===- Transpose.cpp - nn.transpose to linalg ----------------------------===//
#include "Tensors.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(TransposeOp op, PatternRewriter &rewriter) {
  rewriter.replaceOp(
      op, permute(rewriter, op.getLoc(), op.getInput(), op.getPermutation()));
  return success();
}

void TransposeOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

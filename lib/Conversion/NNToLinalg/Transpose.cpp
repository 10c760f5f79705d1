//===- Transpose.cpp - nn.transpose to linalg ----------------------------===//
#include "Tensors.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(TransposeOp op, PatternRewriter &rewriter) {
  SmallVector<OpFoldResult> sizes;
  for (int64_t dim : op.getPermutation())
    sizes.push_back(sizeOf(rewriter, op.getLoc(), op.getInput(), dim));
  AffineMap map = inversePermutation(
      AffineMap::getPermutationMap(op.getPermutation(), op.getContext()));
  rewriter.replaceOp(op,
                     gather(rewriter, op.getLoc(), op.getInput(), map, sizes));
  return success();
}

void TransposeOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

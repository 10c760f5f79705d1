//===- RepeatVector.cpp - nn.repeat_vector to linalg ----------------------===//
#include "Tensors.h"
#include "dialects/NN/Sequence.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(RepeatVectorOp op, PatternRewriter &rewriter) {
  SmallVector<OpFoldResult> sizes =
      sizesOf(rewriter, op.getLoc(), op.getInput());
  sizes.insert(sizes.begin() + 1, rewriter.getIndexAttr(op.getSteps()));
  AffineMap map = AffineMap::getMultiDimIdentityMap(3, op.getContext());
  rewriter.replaceOp(op, gather(rewriter, op.getLoc(), op.getInput(),
                                map.dropResult(1), sizes));
  return success();
}

void RepeatVectorOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

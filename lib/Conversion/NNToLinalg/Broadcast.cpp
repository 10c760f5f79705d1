//===- Broadcast.cpp - nn.broadcast to linalg ----------------------------===//
#include "Tensors.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(BroadcastOp op, PatternRewriter &rewriter) {
  SmallVector<AffineExpr> exprs;
  for (auto [size, dim] :
       llvm::zip_equal(op.getInput().getType().getShape(), op.getDims()))
    exprs.push_back(size == 1 ? rewriter.getAffineConstantExpr(0)
                              : rewriter.getAffineDimExpr(dim));
  AffineMap map =
      AffineMap::get(op.getType().getRank(), 0, exprs, op.getContext());
  rewriter.replaceOp(op, gather(rewriter, op.getLoc(), op.getInput(), map,
                                sizesOf(rewriter, op.getLoc(), op.getLike())));
  return success();
}

void BroadcastOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

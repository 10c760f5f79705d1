//===- Slice.cpp - nn.slice to linalg ------------------------------------===//
#include "Tensors.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(SliceOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  SmallVector<OpFoldResult> sizes = sizesOf(rewriter, loc, op.getInput());
  SmallVector<OpFoldResult> offsets(sizes.size(), rewriter.getIndexAttr(0));
  SmallVector<OpFoldResult> strides(sizes.size(), rewriter.getIndexAttr(1));
  sizes[op.getDim()] = rewriter.getIndexAttr(op.getSize());
  offsets[op.getDim()] = rewriter.getIndexAttr(op.getOffset());
  rewriter.replaceOpWithNewOp<tensor::ExtractSliceOp>(
      op, op.getType(), op.getInput(), offsets, sizes, strides);
  return success();
}

void SliceOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

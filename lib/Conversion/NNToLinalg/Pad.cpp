//===- Pad.cpp - nn.pad to linalg ----------------------------------------===//
#include "Tensors.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(PadOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  SmallVector<OpFoldResult> sizes = sizesOf(rewriter, loc, op.getInput());
  SmallVector<OpFoldResult> whole = sizes;
  whole[op.getDim()] =
      rewriter.getIndexAttr(op.getType().getDimSize(op.getDim()));
  Value zeros =
      filledTensor(rewriter, loc, whole, op.getType().getElementType(), 0.0);
  SmallVector<OpFoldResult> offsets(sizes.size(), rewriter.getIndexAttr(0));
  SmallVector<OpFoldResult> strides(sizes.size(), rewriter.getIndexAttr(1));
  offsets[op.getDim()] = rewriter.getIndexAttr(op.getLow());
  rewriter.replaceOpWithNewOp<tensor::InsertSliceOp>(op, op.getInput(), zeros,
                                                     offsets, sizes, strides);
  return success();
}

void PadOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

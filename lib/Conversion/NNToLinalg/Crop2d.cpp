//===- Crop2d.cpp - nn.crop2d to linalg ----------------------------------===//
#include "Images.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(Crop2dOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  unsigned first = pixelDim(op.getChannelsLast());
  SmallVector<OpFoldResult> sizes = sizesOf(rewriter, loc, op.getInput());
  SmallVector<OpFoldResult> offsets(4, rewriter.getIndexAttr(0));
  SmallVector<OpFoldResult> strides(4, rewriter.getIndexAttr(1));
  for (unsigned axis : {0u, 1u}) {
    sizes[first + axis] =
        rewriter.getIndexAttr(op.getType().getDimSize(first + axis));
    offsets[first + axis] = rewriter.getIndexAttr(op.getBorder()[2 * axis]);
  }
  rewriter.replaceOpWithNewOp<tensor::ExtractSliceOp>(
      op, op.getType(), op.getInput(), offsets, sizes, strides);
  return success();
}

void Crop2dOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

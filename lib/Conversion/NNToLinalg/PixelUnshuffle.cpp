//===- PixelUnshuffle.cpp - nn.pixel_unshuffle to linalg -----------------===//
#include "Images.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(PixelUnshuffleOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  bool last = op.getChannelsLast();
  auto shape = ImageShape::get(op.getType(), last);
  unsigned first = pixelDim(last);
  Value split = splitDim(rewriter, loc, op.getInput(), first, shape.size[0]);
  split = splitDim(rewriter, loc, split, first + 2, shape.size[1]);
  // [B, C, H, i, W, j] or [B, H, i, W, j, C]: one permutation serves both.
  Value moved = permute(rewriter, loc, split, {0, 1, 3, 5, 2, 4});
  unsigned channel = last ? 3 : 1;
  Value merged = mergeDims(rewriter, loc, moved, channel);
  rewriter.replaceOp(op, mergeDims(rewriter, loc, merged, channel));
  return success();
}

void PixelUnshuffleOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

//===- PixelShuffle.cpp - nn.pixel_shuffle to linalg ---------------------===//
#include "Images.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(PixelShuffleOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  bool last = op.getChannelsLast();
  int64_t r = op.getFactor();
  auto shape = ImageShape::get(op.getType(), last);
  unsigned channel = last ? 3 : 1;
  Value split = splitDim(rewriter, loc, op.getInput(), channel, shape.channels);
  split = splitDim(rewriter, loc, split, channel + 1, r);
  // [B, C, i, j, H, W] or [B, H, W, C, i, j]: one permutation serves both.
  Value moved = permute(rewriter, loc, split, {0, 1, 4, 2, 5, 3});
  unsigned first = pixelDim(last);
  Value rows = mergeDims(rewriter, loc, moved, first);
  rewriter.replaceOp(op, mergeDims(rewriter, loc, rows, first + 1));
  return success();
}

void PixelShuffleOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

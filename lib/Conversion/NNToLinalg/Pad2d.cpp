//===- Pad2d.cpp - nn.pad2d to linalg ------------------------------------===//
#include "Images.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(Pad2dOp op, PatternRewriter &rewriter) {
  Window window;
  llvm::copy(op.getBorder(), window.padding.begin());
  rewriter.replaceOp(op, padPixels(rewriter, op.getLoc(), op.getInput(), window,
                                   0.0, op.getChannelsLast()));
  return success();
}

void Pad2dOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

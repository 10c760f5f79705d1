//===- CausalMask.cpp - nn.causal_mask to linalg --------------------------===//
#include "Tables.h"
#include "dialects/NN/Attention.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(CausalMaskOp op, PatternRewriter &rewriter) {
  replaceByTable(rewriter, op, [](int64_t t, int64_t s) {
    return s <= t ? 0.0 : hiddenScore;
  });
  return success();
}

void CausalMaskOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

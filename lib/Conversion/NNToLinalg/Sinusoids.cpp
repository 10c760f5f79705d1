//===- Sinusoids.cpp - nn.sinusoids to linalg -----------------------------===//
#include "Tables.h"
#include "dialects/NN/Attention.h"

#include <cmath>

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(SinusoidsOp op, PatternRewriter &rewriter) {
  double width = op.getType().getDimSize(1);
  replaceByTable(rewriter, op, [&](int64_t t, int64_t i) {
    double angle = t / std::pow(10000.0, (i - i % 2) / width);
    return i % 2 ? std::cos(angle) : std::sin(angle);
  });
  return success();
}

void SinusoidsOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

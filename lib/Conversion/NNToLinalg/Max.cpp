//===- Max.cpp - nn.max to linalg ----------------------------------------===//
#include "Tensors.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(MaxOp op, PatternRewriter &rewriter) {
  auto larger = [](OpBuilder &builder, Location loc, Value x, Value max) {
    return arith::MaximumFOp::create(builder, loc, max, x).getResult();
  };
  constexpr double lowest = -std::numeric_limits<double>::infinity();
  rewriter.replaceOp(op, reduce(rewriter, op.getLoc(), op.getInput(),
                                op.getDims(), op.getKeep(), lowest, larger));
  return success();
}

void MaxOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

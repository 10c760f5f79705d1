//===- MaxPool2d.cpp - nn.max_pool2d to linalg ---------------------------===//
#include "Pools.h"
#include "dialects/NN/Images.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(MaxPool2dOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  bool last = op.getChannelsLast();
  Window window = op.getWindow();
  constexpr double lowest = -std::numeric_limits<double>::infinity();
  Value input = padPixels(rewriter, loc, op.getInput(), window, lowest, last);
  Value start = filledLike(rewriter, loc, op.getType(), input, lowest);
  rewriter.replaceOp(
      op, buildPool(rewriter, loc, input, start, window, last,
                    [](OpBuilder &builder, Location loc, ValueRange elements,
                       ValueRange soFar, auto) -> SmallVector<Value> {
                      return {arith::MaximumFOp::create(builder, loc,
                                                        elements[0], soFar[0])};
                    }));
  return success();
}

void MaxPool2dOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

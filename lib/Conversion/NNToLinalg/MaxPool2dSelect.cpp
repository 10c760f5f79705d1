//===- MaxPool2dSelect.cpp - nn.max_pool2d_select to linalg --------------===//
#include "Pools.h"
#include "dialects/NN/Images.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(MaxPool2dSelectOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  bool last = op.getChannelsLast();
  Window window = op.getWindow();
  constexpr double lowest = -std::numeric_limits<double>::infinity();
  Value input = padPixels(rewriter, loc, op.getInput(), window, lowest, last);
  Value values = padPixels(rewriter, loc, op.getValues(), window, 0.0, last);
  Value largest = filledLike(rewriter, loc, op.getType(), input, lowest);
  Value chosen = filledLike(rewriter, loc, op.getType(), input, 0.0);
  SmallVector<Value> results =
      buildPool(rewriter, loc, {input, values}, {largest, chosen}, window, last,
                [](OpBuilder &builder, Location loc, ValueRange elements,
                   ValueRange soFar, auto) -> SmallVector<Value> {
                  Value larger = isLarger(builder, loc, elements[0], soFar[0]);
                  return {arith::SelectOp::create(builder, loc, larger,
                                                  elements[0], soFar[0]),
                          arith::SelectOp::create(builder, loc, larger,
                                                  elements[1], soFar[1])};
                });
  rewriter.replaceOp(op, results[1]);
  return success();
}

void MaxPool2dSelectOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

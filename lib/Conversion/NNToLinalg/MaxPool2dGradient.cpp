//===- MaxPool2dGradient.cpp - nn.max_pool2d_gradient to linalg ----------===//
//
// Where each window's largest value stands is found first; then every pixel
// asks the windows that read it, so that no two iterations write one place.
//
//===----------------------------------------------------------------------===//
#include "Pools.h"
#include "dialects/NN/Images.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace aec::nn;

/// Where in each window the largest value stands: i * width + j, i32.
static Value findPlaces(OpBuilder &builder, MaxPool2dGradientOp op) {
  Location loc = op.getLoc();
  bool last = op.getChannelsLast();
  Window window = op.getWindow();
  constexpr double lowest = -std::numeric_limits<double>::infinity();
  Value input = padPixels(builder, loc, op.getInput(), window, lowest, last);
  auto type = op.getGrad().getType();
  Value largest = filledLike(builder, loc, type, input, lowest);
  Value places =
      filledLike(builder, loc, type.clone(builder.getI32Type()), input, 0.0);
  return buildPool(
      builder, loc, input, {largest, places}, window, last,
      [](OpBuilder &builder, Location loc, ValueRange elements,
         ValueRange soFar, function_ref<Value()> place) -> SmallVector<Value> {
        Value larger = isLarger(builder, loc, elements[0], soFar[0]);
        Value here = arith::IndexCastOp::create(builder, loc,
                                                soFar[1].getType(), place());
        return {arith::SelectOp::create(builder, loc, larger, elements[0],
                                        soFar[0]),
                arith::SelectOp::create(builder, loc, larger, here, soFar[1])};
      })[1];
}

static LogicalResult lower(MaxPool2dGradientOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  bool last = op.getChannelsLast();
  Window window = op.getWindow();
  Size2 size = ImageShape::get(op.getType(), last).size;
  Value places = spreadWindows(rewriter, loc, findPlaces(rewriter, op), size,
                               window, -1.0, last);
  Value grad =
      spreadWindows(rewriter, loc, op.getGrad(), size, window, 0.0, last);
  Value zeros = filledLike(rewriter, loc, op.getType(), grad, 0.0);
  rewriter.replaceOp(
      op, buildUnpool(rewriter, loc, {places, grad}, zeros, window, last,
                      [](OpBuilder &builder, Location loc, ValueRange elements,
                         ValueRange soFar,
                         function_ref<Value()> place) -> SmallVector<Value> {
                        Value here = arith::IndexCastOp::create(
                            builder, loc, elements[0].getType(), place());
                        Value chosen = arith::CmpIOp::create(
                            builder, loc, arith::CmpIPredicate::eq, elements[0],
                            here);
                        Value sum = arith::AddFOp::create(
                            builder, loc, soFar[0], elements[1]);
                        return {arith::SelectOp::create(builder, loc, chosen,
                                                        sum, soFar[0])};
                      }));
  return success();
}

void MaxPool2dGradientOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

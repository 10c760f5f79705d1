//===- Pools.cpp - The loops of windows over channels ---------------------===//
#include "Pools.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace aec::nn;

namespace {
/// The six loops by name.
struct Loops {
  AffineExpr b, c, y, x, i, j;
  unsigned row, column;

  Loops(bool channelsLast, MLIRContext *context) {
    StringRef order = channelsLast ? "byxijc" : "bcyxij";
    auto loop = [&](char name) {
      return getAffineDimExpr(order.find(name), context);
    };
    b = loop('b'), c = loop('c'), y = loop('y'), x = loop('x');
    i = loop('i'), j = loop('j');
    row = order.find('i'), column = order.find('j');
  }
};
} // namespace

/// A generic over the six loops; `at(0)` and `at(1)` are rows and columns read.
static SmallVector<Value>
buildWindows(OpBuilder &builder, Location loc, ValueRange inputs,
             ValueRange outs, const Window &window, bool channelsLast,
             function_ref<AffineExpr(unsigned, AffineExpr, AffineExpr)> at,
             PoolBody body) {
  MLIRContext *context = builder.getContext();
  Loops loops(channelsLast, context);
  auto map = [&](AffineExpr row, AffineExpr column) {
    if (channelsLast)
      return AffineMap::get(6, 0, {loops.b, row, column, loops.c}, context);
    return AffineMap::get(6, 0, {loops.b, loops.c, row, column}, context);
  };
  SmallVector<AffineMap> maps(
      inputs.size(), map(at(0, loops.y, loops.i), at(1, loops.x, loops.j)));
  maps.push_back(AffineMap::get(6, 0, {loops.i, loops.j}, context));
  maps.append(outs.size(), map(loops.y, loops.x));
  SmallVector<Value> all(inputs);
  all.push_back(emptyTensor(
      builder, loc, getAsIndexOpFoldResult(context, window.kernel),
      cast<RankedTensorType>(outs.front().getType()).getElementType()));
  SmallVector<utils::IteratorType> iterators(6, utils::IteratorType::parallel);
  iterators[loops.row] = iterators[loops.column] =
      utils::IteratorType::reduction;
  auto generic = linalg::GenericOp::create(
      builder, loc, TypeRange(outs), all, outs, maps, iterators,
      [&](OpBuilder &nested, Location loc, ValueRange arguments) {
        auto place = [&]() -> Value {
          Value i = linalg::IndexOp::create(nested, loc, loops.row);
          Value j = linalg::IndexOp::create(nested, loc, loops.column);
          Value width =
              arith::ConstantIndexOp::create(nested, loc, window.kernel[1]);
          Value start = arith::MulIOp::create(nested, loc, i, width);
          return arith::AddIOp::create(nested, loc, start, j);
        };
        linalg::YieldOp::create(nested, loc,
                                body(nested, loc,
                                     arguments.take_front(inputs.size()),
                                     arguments.take_back(outs.size()), place));
      });
  return SmallVector<Value>(generic.getResults());
}

SmallVector<Value> aec::nn::buildPool(OpBuilder &builder, Location loc,
                                      ValueRange inputs, ValueRange outs,
                                      const Window &window, bool channelsLast,
                                      PoolBody body) {
  return buildWindows(
      builder, loc, inputs, outs, window, channelsLast,
      [&](unsigned axis, AffineExpr pixel, AffineExpr place) {
        return pixel * window.strides[axis] + place * window.dilation[axis];
      },
      body);
}

Value aec::nn::buildUnpool(OpBuilder &builder, Location loc, ValueRange inputs,
                           Value out, const Window &window, bool channelsLast,
                           PoolBody body) {
  return buildWindows(
             builder, loc, inputs, out, window, channelsLast,
             [&](unsigned axis, AffineExpr pixel, AffineExpr place) {
               return meet(window, axis, pixel, place);
             },
             body)
      .front();
}

Value aec::nn::filledLike(OpBuilder &builder, Location loc,
                          RankedTensorType type, Value like, double value) {
  SmallVector<OpFoldResult> sizes =
      getAsIndexOpFoldResult(builder.getContext(), type.getShape());
  sizes[0] = sizeOf(builder, loc, like, 0);
  return filledTensor(builder, loc, sizes, type.getElementType(), value);
}

Value aec::nn::isLarger(OpBuilder &builder, Location loc, Value element,
                        Value largest) {
  Value larger = arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OGT,
                                       element, largest);
  Value nan = arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::UNO,
                                    element, element);
  return arith::OrIOp::create(builder, loc, larger, nan);
}

SmallVector<Value> aec::nn::addShare(OpBuilder &builder, Location loc,
                                     Value element, Value soFar,
                                     const Window &window) {
  double count = double(window.kernel[0]) * window.kernel[1];
  Value share = arith::ConstantOp::create(
      builder, loc, builder.getFloatAttr(element.getType(), 1.0 / count));
  Value part = arith::MulFOp::create(builder, loc, element, share);
  return {arith::AddFOp::create(builder, loc, soFar, part)};
}

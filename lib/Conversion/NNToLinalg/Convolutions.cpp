//===- Convolutions.cpp - The loops of a convolution ----------------------===//
#include "Convolutions.h"

using namespace mlir;
using namespace aec::nn;

ConvolutionLoops::ConvolutionLoops(StringRef order, MLIRContext *context) {
  auto loop = [&](char name) {
    return getAffineDimExpr(order.find(name), context);
  };
  b = loop('b'), g = loop('g'), o = loop('o'), c = loop('c');
  y = loop('y'), x = loop('x'), i = loop('i'), j = loop('j');
}

ConvolutionLoops::Exprs ConvolutionLoops::image(AffineExpr channel,
                                                AffineExpr row,
                                                AffineExpr column,
                                                bool channelsLast) const {
  if (channelsLast)
    return {b, row, column, g, channel};
  return {b, g, channel, row, column};
}

ConvolutionLoops::Exprs ConvolutionLoops::weight(bool channelsLast) const {
  if (channelsLast)
    return {i, j, c, g, o};
  return {g, o, c, i, j};
}

Value aec::nn::buildProductSum(OpBuilder &builder, Location loc, Value lhs,
                               Value rhs, Value zeros,
                               ArrayRef<AffineExpr> lhsAt,
                               ArrayRef<AffineExpr> rhsAt,
                               ArrayRef<AffineExpr> resultAt) {
  constexpr unsigned loops = 8;
  MLIRContext *context = builder.getContext();
  SmallVector<AffineMap> maps{AffineMap::get(loops, 0, lhsAt, context),
                              AffineMap::get(loops, 0, rhsAt, context),
                              AffineMap::get(loops, 0, resultAt, context)};
  return contract(builder, loc, lhs, rhs, zeros, maps);
}

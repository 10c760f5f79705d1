//===- Within.cpp - nn.within to linalg ----------------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> WithinOp::buildScalars(OpBuilder &builder, Location loc,
                                          ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  Value x = elements[0];
  Value low = s.constant(getLow().convertToDouble());
  Value high = s.constant(getHigh().convertToDouble());
  Value inside = getClosed()
                     ? s.both(s.greaterEqual(x, low), s.greaterEqual(high, x))
                     : s.both(s.greater(x, low), s.greater(high, x));
  return {s.select(inside, s.constant(1.0), s.constant(0.0))};
}

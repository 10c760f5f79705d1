//===- LeakyRelu.cpp - nn.leaky_relu to linalg ---------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> LeakyReluOp::buildScalars(OpBuilder &builder, Location loc,
                                             ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  Value x = elements[0];
  Value below = s.mul(x, s.constant(getSlope().convertToDouble()));
  return {s.select(s.greater(x, s.constant(0.0)), x, below)};
}

//===- Sign.cpp - nn.sign to linalg --------------------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> SignOp::buildScalars(OpBuilder &builder, Location loc,
                                        ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  Value x = elements[0], zero = s.constant(0.0);
  Value below = s.select(s.greater(zero, x), s.constant(-1.0), zero);
  return {s.select(s.greater(x, zero), s.constant(1.0), below)};
}

//===- HardSwish.cpp - nn.hard_swish to linalg ---------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> HardSwishOp::buildScalars(OpBuilder &builder, Location loc,
                                             ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  Value line =
      s.add(s.mul(elements[0], s.constant(1.0 / 6.0)), s.constant(0.5));
  return {s.mul(elements[0], s.clamp(line, 0.0, 1.0))};
}

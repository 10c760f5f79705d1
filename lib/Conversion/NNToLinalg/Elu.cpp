//===- Elu.cpp - nn.elu to linalg ----------------------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> EluOp::buildScalars(OpBuilder &builder, Location loc,
                                       ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  Value x = elements[0];
  Value below =
      s.mul(s.make<math::ExpM1Op>(x), s.constant(getAlpha().convertToDouble()));
  return {s.select(s.greater(x, s.constant(0.0)), x, below)};
}

//===- Softplus.cpp - nn.softplus to linalg ------------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> SoftplusOp::buildScalars(OpBuilder &builder, Location loc,
                                            ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  // max(x, 0) + log(1 + exp(-|x|)): the exponential is at most 1.
  Value tail = s.make<math::Log1pOp>(s.exp(s.neg(s.abs(elements[0]))));
  return {s.add(s.max(elements[0], s.constant(0.0)), tail)};
}

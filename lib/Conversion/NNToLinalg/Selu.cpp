//===- Selu.cpp - nn.selu to linalg --------------------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> SeluOp::buildScalars(OpBuilder &builder, Location loc,
                                        ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  constexpr double scale = 1.0507009873554805, alpha = 1.6732632423543772;
  Value x = elements[0];
  Value below = s.mul(s.make<math::ExpM1Op>(x), s.constant(scale * alpha));
  Value above = s.mul(x, s.constant(scale));
  return {s.select(s.greater(x, s.constant(0.0)), above, below)};
}

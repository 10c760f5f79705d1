//===- Gelu.cpp - nn.gelu to linalg --------------------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> GeluOp::buildScalars(OpBuilder &builder, Location loc,
                                        ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  Value x = elements[0], one = s.constant(1.0), half = s.constant(0.5);
  if (getApproximation() == GeluApproximation::Tanh) {
    Value cubic = s.mul(s.mul(x, x), s.constant(0.044715));
    Value inner =
        s.mul(s.mul(s.add(cubic, one), x), s.constant(0.7978845608028654));
    return {s.mul(s.mul(x, half), s.add(s.make<math::TanhOp>(inner), one))};
  }
  Value erf = s.make<math::ErfOp>(s.mul(x, s.constant(0.7071067811865476)));
  return {s.mul(s.mul(x, half), s.add(erf, one))};
}

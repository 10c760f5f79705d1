//===- Sigmoid.cpp - nn.sigmoid to linalg --------------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> SigmoidOp::buildScalars(OpBuilder &builder, Location loc,
                                           ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  // Where exp overflows to infinity, the quotient is the right 0.
  Value one = s.constant(1.0);
  return {s.div(one, s.add(one, s.exp(s.neg(elements[0]))))};
}

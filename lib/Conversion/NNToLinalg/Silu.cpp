//===- Silu.cpp - nn.silu to linalg --------------------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> SiluOp::buildScalars(OpBuilder &builder, Location loc,
                                        ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  // Where exp overflows to infinity, the quotient is the right 0.
  Value whole = s.add(s.constant(1.0), s.exp(s.neg(elements[0])));
  return {s.div(elements[0], whole)};
}

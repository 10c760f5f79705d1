//===- Minimum.cpp - nn.minimum to linalg --------------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> MinimumOp::buildScalars(OpBuilder &builder, Location loc,
                                           ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  return {s.min(elements[0], elements[1])};
}

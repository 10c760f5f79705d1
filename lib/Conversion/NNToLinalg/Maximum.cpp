//===- Maximum.cpp - nn.maximum to linalg --------------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> MaximumOp::buildScalars(OpBuilder &builder, Location loc,
                                           ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  return {s.max(elements[0], elements[1])};
}

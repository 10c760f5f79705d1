//===- Relu6.cpp - nn.relu6 to linalg ------------------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> Relu6Op::buildScalars(OpBuilder &builder, Location loc,
                                         ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  return {s.clamp(elements[0], 0.0, 6.0)};
}

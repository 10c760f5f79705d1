//===- Clamp.cpp - nn.clamp to linalg ------------------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> ClampOp::buildScalars(OpBuilder &builder, Location loc,
                                         ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  return {s.clamp(elements[0], getLow().convertToDouble(),
                  getHigh().convertToDouble())};
}

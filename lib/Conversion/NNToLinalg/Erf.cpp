//===- Erf.cpp - nn.erf to linalg ----------------------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> ErfOp::buildScalars(OpBuilder &builder, Location loc,
                                       ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  return {s.make<math::ErfOp>(elements[0])};
}

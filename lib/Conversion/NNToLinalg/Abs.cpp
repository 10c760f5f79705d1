//===- Abs.cpp - nn.abs to linalg ----------------------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> AbsOp::buildScalars(OpBuilder &builder, Location loc,
                                       ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  return {s.abs(elements[0])};
}

//===- Exp.cpp - nn.exp to linalg ----------------------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> ExpOp::buildScalars(OpBuilder &builder, Location loc,
                                       ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  return {s.exp(elements[0])};
}

//===- Observed.cpp - nn.observed to linalg ------------------------------===//
#include "Scalars.h"
#include "dialects/NN/Data.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> ObservedOp::buildScalars(OpBuilder &builder, Location loc,
                                            ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  return {s.select(s.isNumber(elements[0]), s.constant(1.0), s.constant(0.0))};
}

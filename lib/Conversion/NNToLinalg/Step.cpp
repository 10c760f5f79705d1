//===- Step.cpp - nn.step to linalg --------------------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> StepOp::buildScalars(OpBuilder &builder, Location loc,
                                        ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  Value positive = s.greater(elements[0], s.constant(0.0));
  return {s.select(positive, s.constant(getHigh().convertToDouble()),
                   s.constant(getLow().convertToDouble()))};
}

//===- Select.cpp - nn.select to linalg ----------------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> SelectOp::buildScalars(OpBuilder &builder, Location loc,
                                          ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  Value positive = s.greater(elements[0], s.constant(0.0));
  return {s.select(positive, elements[1], elements[2])};
}

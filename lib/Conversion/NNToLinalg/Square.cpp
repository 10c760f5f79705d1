//===- Square.cpp - nn.square to linalg ----------------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> SquareOp::buildScalars(OpBuilder &builder, Location loc,
                                          ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  return {s.mul(elements[0], elements[0])};
}

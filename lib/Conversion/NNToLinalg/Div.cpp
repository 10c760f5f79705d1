//===- Div.cpp - nn.div to linalg ----------------------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> DivOp::buildScalars(OpBuilder &builder, Location loc,
                                       ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  return {s.div(elements[0], elements[1])};
}

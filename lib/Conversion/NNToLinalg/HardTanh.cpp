//===- HardTanh.cpp - nn.hard_tanh to linalg -----------------------------===//
#include "Scalars.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> HardTanhOp::buildScalars(OpBuilder &builder, Location loc,
                                            ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  return {s.clamp(elements[0], -1.0, 1.0)};
}

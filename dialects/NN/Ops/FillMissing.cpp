//===- FillMissing.cpp - nn.fill_missing ----------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Data.h"

using namespace mlir;
using namespace aec::nn;

void FillMissingOp::buildAdjoint(AdjointBuilder &adjoint) {
  Value observed = adjoint.make<ObservedOp>(getInput());
  adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), observed));
}

LogicalResult FillMissingOp::verify() {
  if (!getValue().isFinite()) // fill_missing_c1
    return emitOpError("expected a number to fill with, found ")
           << getValueAttr();
  return success();
}

//===- LogSoftmax.cpp - nn.log_softmax ------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

/// The last dimension of `value`, where the classes are.
static int64_t classDim(Value value) {
  return cast<RankedTensorType>(value.getType()).getRank() - 1;
}

LogicalResult LogSoftmaxOp::verify() {
  if (getInput().getType().getRank() < 1) // log_softmax_c1
    return emitOpError("expected an input of rank 1 or more, found ")
           << getInput().getType();
  return success();
}

void LogSoftmaxOp::buildAdjoint(AdjointBuilder &adjoint) {
  // g - exp(y) * sum(g)
  Value total = adjoint.make<SumOp>(
      adjoint.grad(), ArrayRef<int64_t>{classDim(getResult())}, true);
  Value share = adjoint.make<MulOp>(adjoint.make<ExpOp>(getResult()), total);
  adjoint.add(0, adjoint.make<SubOp>(adjoint.grad(), share));
}

SmallVector<Value> LogSoftmaxOp::decompose(OpBuilder &builder) {
  Location loc = getLoc();
  // The largest logit is taken off, so that no exponential overflows.
  Value largest =
      MaxOp::create(builder, loc, getInput(), {classDim(getInput())}, true);
  Value shifted = SubOp::create(builder, loc, getInput(), largest);
  Value exponentials = ExpOp::create(builder, loc, shifted);
  Value total =
      SumOp::create(builder, loc, exponentials, {classDim(getInput())}, true);
  Value logTotal = LogOp::create(builder, loc, total);
  return {SubOp::create(builder, loc, shifted, logTotal)};
}

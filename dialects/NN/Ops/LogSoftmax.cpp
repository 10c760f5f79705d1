//===- LogSoftmax.cpp - nn.log_softmax ------------------------------------===//
#include "dialects/NN/Categorical.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult LogSoftmaxOp::verify() {
  return verifyClasses(*this); // log_softmax_c1
}

void LogSoftmaxOp::buildAdjoint(AdjointBuilder &adjoint) {
  // g - exp(y) * sum(g)
  Value total = adjoint.make<SumOp>(
      adjoint.grad(), ArrayRef<int64_t>{classDim(getResult())}, true);
  Value share = adjoint.make<MulOp>(adjoint.make<ExpOp>(getResult()), total);
  adjoint.add(0, adjoint.make<SubOp>(adjoint.grad(), share));
}

SmallVector<Value> LogSoftmaxOp::decompose(OpBuilder &builder) {
  ShiftedExponentials e(builder, getLoc(), getInput());
  Value logTotal = LogOp::create(builder, getLoc(), e.total);
  return {SubOp::create(builder, getLoc(), e.shifted, logTotal)};
}

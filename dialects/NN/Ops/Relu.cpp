//===- Relu.cpp - nn.relu -------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void ReluOp::buildAdjoint(AdjointBuilder &adjoint) {
  // The result is positive exactly where the input is: the input need not live.
  Value mask = adjoint.make<StepOp>(getType(), getResult());
  adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), mask));
}

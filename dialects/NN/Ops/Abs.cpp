//===- Abs.cpp - nn.abs ---------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void AbsOp::buildAdjoint(AdjointBuilder &adjoint) {
  Value sign = adjoint.make<SignOp>(getInput());
  adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), sign));
}

//===- Softplus.cpp - nn.softplus -----------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void SoftplusOp::buildAdjoint(AdjointBuilder &adjoint) {
  Value slope = adjoint.make<SigmoidOp>(getInput());
  adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), slope));
}

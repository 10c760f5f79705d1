//===- Sigmoid.cpp - nn.sigmoid -------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void SigmoidOp::buildAdjoint(AdjointBuilder &adjoint) {
  Value one = adjoint.constant(1.0, getInput());
  Value rest = adjoint.make<SubOp>(one, getResult());
  Value slope = adjoint.make<MulOp>(getResult(), rest);
  adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), slope));
}

//===- Silu.cpp - nn.silu -------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void SiluOp::buildAdjoint(AdjointBuilder &adjoint) {
  // s + y * (1 - s), s the sigmoid.
  Value sigmoid = adjoint.make<SigmoidOp>(getInput());
  Value one = adjoint.constant(1.0, getInput());
  Value rest = adjoint.make<SubOp>(one, sigmoid);
  Value slope =
      adjoint.make<AddOp>(sigmoid, adjoint.make<MulOp>(getResult(), rest));
  adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), slope));
}

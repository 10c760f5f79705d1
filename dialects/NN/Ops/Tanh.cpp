//===- Tanh.cpp - nn.tanh -------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void TanhOp::buildAdjoint(AdjointBuilder &adjoint) {
  Value one = adjoint.constant(1.0, getInput());
  Value slope = adjoint.make<SubOp>(one, adjoint.make<SquareOp>(getResult()));
  adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), slope));
}

//===- Erf.cpp - nn.erf ---------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void ErfOp::buildAdjoint(AdjointBuilder &adjoint) {
  // d erf(x) / dx = 2 / sqrt(pi) * exp(-x^2)
  Value square = adjoint.make<SquareOp>(getInput());
  Value density = adjoint.make<ExpOp>(adjoint.make<NegOp>(square));
  Value scale = adjoint.constant(1.1283791670955126, getInput());
  Value slope = adjoint.make<MulOp>(density, scale);
  adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), slope));
}

//===- Sqrt.cpp - nn.sqrt -------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void SqrtOp::buildAdjoint(AdjointBuilder &adjoint) {
  Value half = adjoint.constant(0.5, getInput());
  Value scaled = adjoint.make<MulOp>(adjoint.grad(), half);
  adjoint.add(0, adjoint.make<DivOp>(scaled, getResult()));
}

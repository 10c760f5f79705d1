//===- Exp.cpp - nn.exp ---------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void ExpOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), getResult()));
}

//===- Neg.cpp - nn.neg ---------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void NegOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0, adjoint.make<NegOp>(adjoint.grad()));
}

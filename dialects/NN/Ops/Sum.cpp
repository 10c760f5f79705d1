//===- Sum.cpp - nn.sum ---------------------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Reduction.h"

using namespace mlir;
using namespace aec::nn;

void SumOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0, spread(adjoint, *this, adjoint.grad()));
}

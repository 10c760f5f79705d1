//===- Square.cpp - nn.square ---------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void SquareOp::buildAdjoint(AdjointBuilder &adjoint) {
  Value twice =
      adjoint.make<MulOp>(getInput(), adjoint.constant(2.0, getInput()));
  adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), twice));
}

//===- Square.cpp - nn.square ---------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void SquareOp::buildAdjoint(AdjointBuilder &adjoint) {
  // Twice the product: twice the input alone would be computed in the forward
  // pass and kept.
  Value product = adjoint.make<MulOp>(adjoint.grad(), getInput());
  adjoint.add(0,
              adjoint.make<MulOp>(product, adjoint.constant(2.0, getInput())));
}

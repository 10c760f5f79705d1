//===- Selu.cpp - nn.selu -------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void SeluOp::buildAdjoint(AdjointBuilder &adjoint) {
  // scale above 0, scale * alpha * exp(x) = result + scale * alpha below.
  Value scale = adjoint.constant(1.0507009873554805, getInput());
  Value offset = adjoint.constant(1.7580993408473766, getInput());
  Value below = adjoint.make<AddOp>(getResult(), offset);
  Value slope = adjoint.make<SelectOp>(getInput(), scale, below);
  adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), slope));
}

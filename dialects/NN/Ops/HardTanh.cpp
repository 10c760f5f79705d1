//===- HardTanh.cpp - nn.hard_tanh ----------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void HardTanhOp::buildAdjoint(AdjointBuilder &adjoint) {
  Value inside = adjoint.make<WithinOp>(
      getType(), getInput(), adjoint.getF64FloatAttr(-1.0),
      adjoint.getF64FloatAttr(1.0), UnitAttr());
  adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), inside));
}

//===- HardSigmoid.cpp - nn.hard_sigmoid ----------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void HardSigmoidOp::buildAdjoint(AdjointBuilder &adjoint) {
  Value inside = adjoint.make<WithinOp>(
      getType(), getInput(), adjoint.getF64FloatAttr(-3.0),
      adjoint.getF64FloatAttr(3.0), UnitAttr());
  Value sixth = adjoint.constant(1.0 / 6.0, getInput());
  Value slope = adjoint.make<MulOp>(inside, sixth);
  adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), slope));
}

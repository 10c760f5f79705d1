//===- Relu6.cpp - nn.relu6 -----------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void Relu6Op::buildAdjoint(AdjointBuilder &adjoint) {
  Value inside = adjoint.make<WithinOp>(
      getType(), getInput(), adjoint.getF64FloatAttr(0.0),
      adjoint.getF64FloatAttr(6.0), UnitAttr());
  adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), inside));
}

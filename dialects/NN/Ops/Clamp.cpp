//===- Clamp.cpp - nn.clamp -----------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void ClampOp::buildAdjoint(AdjointBuilder &adjoint) {
  Value inside =
      adjoint.make<WithinOp>(getInput().getType(), getInput(), getLowAttr(),
                             getHighAttr(), adjoint.getUnitAttr());
  adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), inside));
}

LogicalResult ClampOp::verify() {
  if (getLow().convertToDouble() > getHigh().convertToDouble()) // clamp_c1
    return emitOpError("expected low <= high, found ")
           << getLow().convertToDouble() << " and "
           << getHigh().convertToDouble();
  return success();
}

//===- LeakyRelu.cpp - nn.leaky_relu --------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void LeakyReluOp::buildAdjoint(AdjointBuilder &adjoint) {
  // The result has the input's sign (leaky_relu_c1): the input need not live.
  Value slope = adjoint.make<StepOp>(getType(), getResult(), getSlopeAttr(),
                                     adjoint.getF64FloatAttr(1.0));
  adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), slope));
}

LogicalResult LeakyReluOp::verify() {
  if (!(getSlope().convertToDouble() >= 0)) // leaky_relu_c1
    return emitOpError("expected slope >= 0, found ")
           << getSlope().convertToDouble();
  return success();
}

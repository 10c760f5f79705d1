//===- Elu.cpp - nn.elu ---------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void EluOp::buildAdjoint(AdjointBuilder &adjoint) {
  // alpha * exp(x) below 0, which is result + alpha.
  Value alpha = adjoint.constant(getAlpha().convertToDouble(), getInput());
  Value below = adjoint.make<MulOp>(adjoint.grad(),
                                    adjoint.make<AddOp>(getResult(), alpha));
  adjoint.add(0, adjoint.make<SelectOp>(getInput(), adjoint.grad(), below));
}

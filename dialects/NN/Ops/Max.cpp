//===- Max.cpp - nn.max ---------------------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Reduction.h"

using namespace mlir;
using namespace aec::nn;

void MaxOp::buildAdjoint(AdjointBuilder &adjoint) {
  // 1 where the input is the largest; equal ones share the gradient.
  Value distance = adjoint.make<AbsOp>(
      adjoint.make<SubOp>(getInput(), spread(adjoint, *this, getResult())));
  Value chosen = adjoint.make<StepOp>(distance.getType(), distance,
                                      adjoint.getF64FloatAttr(1.0),
                                      adjoint.getF64FloatAttr(0.0));
  Value ties = adjoint.make<SumOp>(chosen, getDims(), getKeep());
  Value share = adjoint.make<DivOp>(adjoint.grad(), ties);
  Value shares = spread(adjoint, *this, share);
  adjoint.add(0, adjoint.make<MulOp>(chosen, shares));
}

//===- HardSwish.cpp - nn.hard_swish --------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void HardSwishOp::buildAdjoint(AdjointBuilder &adjoint) {
  // x / 3 + 1/2 between -3 and 3, 1 above, 0 below.
  Value inside = adjoint.make<WithinOp>(
      getType(), getInput(), adjoint.getF64FloatAttr(-3.0),
      adjoint.getF64FloatAttr(3.0), UnitAttr());
  Value line = adjoint.make<AddOp>(
      adjoint.make<MulOp>(getInput(), adjoint.constant(1.0 / 3.0, getInput())),
      adjoint.constant(0.5, getInput()));
  Value above =
      adjoint.make<SubOp>(getInput(), adjoint.constant(3.0, getInput()));
  Value slope = adjoint.make<AddOp>(adjoint.make<MulOp>(inside, line),
                                    adjoint.make<StepOp>(getType(), above));
  adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), slope));
}

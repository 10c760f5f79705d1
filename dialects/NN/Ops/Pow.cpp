//===- Pow.cpp - nn.pow ---------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void PowOp::buildAdjoint(AdjointBuilder &adjoint) {
  if (adjoint.needs(0)) {
    // d a^b / da = b * a^(b - 1)
    Value one = adjoint.constant(1.0, getRhs());
    Value lower =
        adjoint.make<PowOp>(getLhs(), adjoint.make<SubOp>(getRhs(), one));
    Value slope = adjoint.make<MulOp>(getRhs(), lower);
    adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), slope));
  }
  if (adjoint.needs(1)) {
    // d a^b / db = a^b * log(a)
    Value slope =
        adjoint.make<MulOp>(getResult(), adjoint.make<LogOp>(getLhs()));
    adjoint.add(1, adjoint.make<MulOp>(adjoint.grad(), slope));
  }
}

//===- Mse.cpp - nn.mse ---------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void MseOp::buildAdjoint(AdjointBuilder &adjoint) {
  auto [target, observed] =
      lossTarget(adjoint, getLoc(), getTarget(), getMasked());
  Value error = adjoint.make<SubOp>(getPrediction(), target);
  Value grad = spreadLossGrad(adjoint, getLoc(), adjoint.grad(), error,
                              getReduction(), observed);
  Value slope = adjoint.make<MulOp>(error, adjoint.constant(2.0, error));
  Value result = adjoint.make<MulOp>(grad, slope);
  if (adjoint.needs(0))
    adjoint.add(0, result);
  if (adjoint.needs(1))
    adjoint.add(1, adjoint.make<NegOp>(result));
}

SmallVector<Value> MseOp::decompose(OpBuilder &builder) {
  Location loc = getLoc();
  auto [target, observed] = lossTarget(builder, loc, getTarget(), getMasked());
  Value error = SubOp::create(builder, loc, getPrediction(), target);
  return {reduceLoss(builder, loc, SquareOp::create(builder, loc, error),
                     getReduction(), observed)};
}

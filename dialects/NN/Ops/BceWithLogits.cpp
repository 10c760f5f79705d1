//===- BceWithLogits.cpp - nn.bce_with_logits -----------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void BceWithLogitsOp::buildAdjoint(AdjointBuilder &adjoint) {
  Value x = getPrediction();
  auto [target, observed] =
      lossTarget(adjoint, getLoc(), getTarget(), getMasked());
  Value grad = spreadLossGrad(adjoint, getLoc(), adjoint.grad(), x,
                              getReduction(), observed);
  if (adjoint.needs(0)) {
    Value slope = adjoint.make<SubOp>(adjoint.make<SigmoidOp>(x), target);
    adjoint.add(0, adjoint.make<MulOp>(grad, slope));
  }
  if (adjoint.needs(1))
    adjoint.add(1, adjoint.make<MulOp>(grad, adjoint.make<NegOp>(x)));
}

SmallVector<Value> BceWithLogitsOp::decompose(OpBuilder &builder) {
  Location loc = getLoc();
  // max(x, 0) - x t + log(1 + exp(-|x|)): no exponential overflows.
  Value x = getPrediction();
  auto [target, observed] = lossTarget(builder, loc, getTarget(), getMasked());
  Value positive = ReluOp::create(builder, loc, x);
  Value product = MulOp::create(builder, loc, x, target);
  Value size = AbsOp::create(builder, loc, x);
  Value tail =
      SoftplusOp::create(builder, loc, NegOp::create(builder, loc, size));
  Value sum = AddOp::create(
      builder, loc, SubOp::create(builder, loc, positive, product), tail);
  return {reduceLoss(builder, loc, sum, getReduction(), observed)};
}

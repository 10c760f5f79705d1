//===- Huber.cpp - nn.huber -----------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void HuberOp::buildAdjoint(AdjointBuilder &adjoint) {
  auto [target, observed] =
      lossTarget(adjoint, getLoc(), getTarget(), getMasked());
  Value error = adjoint.make<SubOp>(getPrediction(), target);
  Value grad = spreadLossGrad(adjoint, getLoc(), adjoint.grad(), error,
                              getReduction(), observed);
  double delta = getDelta().convertToDouble();
  Value slope = adjoint.make<ClampOp>(error.getType(), error,
                                      adjoint.getF64FloatAttr(-delta),
                                      adjoint.getF64FloatAttr(delta));
  Value result = adjoint.make<MulOp>(grad, slope);
  if (adjoint.needs(0))
    adjoint.add(0, result);
  if (adjoint.needs(1))
    adjoint.add(1, adjoint.make<NegOp>(result));
}

SmallVector<Value> HuberOp::decompose(OpBuilder &builder) {
  Location loc = getLoc();
  auto [target, observed] = lossTarget(builder, loc, getTarget(), getMasked());
  Value error = SubOp::create(builder, loc, getPrediction(), target);
  // With a = |e| and q = min(a, delta): q * (a - q / 2).
  Value size = AbsOp::create(builder, loc, error);
  Value cut = MinimumOp::create(
      builder, loc, size,
      constantLike(builder, loc, getDelta().convertToDouble(), size));
  Value half =
      MulOp::create(builder, loc, cut, constantLike(builder, loc, 0.5, size));
  Value rest = SubOp::create(builder, loc, size, half);
  return {reduceLoss(builder, loc, MulOp::create(builder, loc, cut, rest),
                     getReduction(), observed)};
}

LogicalResult HuberOp::verify() {
  if (!(getDelta().convertToDouble() > 0)) // huber_c2
    return emitOpError("expected delta > 0, found ")
           << getDelta().convertToDouble();
  return success();
}

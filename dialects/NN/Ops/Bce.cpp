//===- Bce.cpp - nn.bce ---------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

/// log(x), cut at -100 as PyTorch does, so that a certain miss stays finite.
static Value cutLog(OpBuilder &builder, Location loc, Value x) {
  return MaximumOp::create(builder, loc, LogOp::create(builder, loc, x),
                           constantLike(builder, loc, -100.0, x));
}

static Value complement(OpBuilder &builder, Location loc, Value x) {
  return SubOp::create(builder, loc, constantLike(builder, loc, 1.0, x), x);
}

void BceOp::buildAdjoint(AdjointBuilder &adjoint) {
  Location loc = getLoc();
  Value p = getPrediction(), rest = complement(adjoint, loc, p);
  auto [target, observed] = lossTarget(adjoint, loc, getTarget(), getMasked());
  Value grad =
      spreadLossGrad(adjoint, loc, adjoint.grad(), p, getReduction(), observed);
  if (adjoint.needs(0)) {
    // (p - t) / max(p (1 - p), 1e-12), as PyTorch.
    Value error = adjoint.make<SubOp>(p, target);
    Value variance = adjoint.make<MaximumOp>(adjoint.make<MulOp>(p, rest),
                                             adjoint.constant(1e-12, p));
    Value slope = adjoint.make<DivOp>(error, variance);
    adjoint.add(0, adjoint.make<MulOp>(grad, slope));
  }
  if (adjoint.needs(1)) {
    Value slope = adjoint.make<SubOp>(cutLog(adjoint, loc, rest),
                                      cutLog(adjoint, loc, p));
    adjoint.add(1, adjoint.make<MulOp>(grad, slope));
  }
}

SmallVector<Value> BceOp::decompose(OpBuilder &builder) {
  Location loc = getLoc();
  Value p = getPrediction();
  auto [t, observed] = lossTarget(builder, loc, getTarget(), getMasked());
  Value hit = MulOp::create(builder, loc, t, cutLog(builder, loc, p));
  Value miss = MulOp::create(builder, loc, complement(builder, loc, t),
                             cutLog(builder, loc, complement(builder, loc, p)));
  Value likelihood = AddOp::create(builder, loc, hit, miss);
  return {reduceLoss(builder, loc, NegOp::create(builder, loc, likelihood),
                     getReduction(), observed)};
}

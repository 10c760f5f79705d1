//===- CrossEntropyWithLogits.cpp - nn.cross_entropy_with_logits ----------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Categorical.h"

using namespace mlir;
using namespace aec::nn;

void CrossEntropyWithLogitsOp::buildAdjoint(AdjointBuilder &adjoint) {
  Value logits = getPrediction();
  Value target = targetDistribution(adjoint, *this);
  // A value a place, the classes summed up.
  int64_t classes = getPrediction().getType().getRank() - 1;
  ArrayRef<int64_t> dims(classes);
  Value total = adjoint.make<SumOp>(target, dims, true);
  Value grad =
      spreadLossGrad(adjoint, getLoc(), adjoint.grad(), total, getReduction());
  if (adjoint.needs(0)) {
    // softmax(x) * sum(t) - t
    Value softmax = adjoint.make<SoftmaxOp>(logits);
    Value slope =
        adjoint.make<SubOp>(adjoint.make<MulOp>(softmax, total), target);
    adjoint.add(0, adjoint.make<MulOp>(slope, grad));
  }
  if (adjoint.needs(1)) {
    Value log = adjoint.make<LogSoftmaxOp>(logits);
    adjoint.add(1, adjoint.make<MulOp>(adjoint.make<NegOp>(log), grad));
  }
}

SmallVector<Value> CrossEntropyWithLogitsOp::decompose(OpBuilder &builder) {
  Value log = LogSoftmaxOp::create(builder, getLoc(), getPrediction());
  return {categoricalLoss(builder, *this, log)};
}

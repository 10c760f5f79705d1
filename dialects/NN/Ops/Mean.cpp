//===- Mean.cpp - nn.mean -------------------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Reduction.h"

using namespace mlir;
using namespace aec::nn;

void MeanOp::buildAdjoint(AdjointBuilder &adjoint) {
  Value count = adjoint.make<CountOp>(getInput(), getDims());
  Value share = adjoint.make<DivOp>(adjoint.grad(), count);
  adjoint.add(0, spread(adjoint, *this, share));
}

SmallVector<Value> MeanOp::decompose(OpBuilder &builder) {
  if (getDims().empty())
    return {getInput()};
  Value sum =
      SumOp::create(builder, getLoc(), getInput(), getDims(), getKeep());
  Value count = CountOp::create(builder, getLoc(), getInput(), getDims());
  return {DivOp::create(builder, getLoc(), sum, count)};
}

//===- Minimum.cpp - nn.minimum -------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void MinimumOp::buildAdjoint(AdjointBuilder &adjoint) {
  // The share of each side: 1 for the chosen one, 1/2 where they are equal.
  Value sign = adjoint.make<SignOp>(adjoint.make<SubOp>(getLhs(), getRhs()));
  Value half = adjoint.constant(0.5, getLhs());
  for (auto [operand, slope] : {std::pair(0, -0.5), std::pair(1, 0.5)}) {
    if (!adjoint.needs(operand))
      continue;
    Value share = adjoint.make<AddOp>(
        adjoint.make<MulOp>(sign, adjoint.constant(slope, getLhs())), half);
    adjoint.add(operand, adjoint.make<MulOp>(adjoint.grad(), share));
  }
}

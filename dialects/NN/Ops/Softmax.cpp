//===- Softmax.cpp - nn.softmax -------------------------------------------===//
#include "dialects/NN/Categorical.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult SoftmaxOp::verify() {
  return verifyClasses(*this); // softmax_c1
}

void SoftmaxOp::buildAdjoint(AdjointBuilder &adjoint) {
  // y * (g - sum(g * y))
  Value product = adjoint.make<MulOp>(adjoint.grad(), getResult());
  Value total =
      adjoint.make<SumOp>(product, ArrayRef<int64_t>{classDim(product)}, true);
  Value centred = adjoint.make<SubOp>(adjoint.grad(), total);
  adjoint.add(0, adjoint.make<MulOp>(getResult(), centred));
}

SmallVector<Value> SoftmaxOp::decompose(OpBuilder &builder) {
  ShiftedExponentials e(builder, getLoc(), getInput());
  return {DivOp::create(builder, getLoc(), e.values, e.total)};
}

//===- Softmax.cpp - nn.softmax -------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

/// The last dimension of `value`, where the classes are.
static int64_t classDim(Value value) {
  return cast<RankedTensorType>(value.getType()).getRank() - 1;
}

LogicalResult SoftmaxOp::verify() {
  if (getInput().getType().getRank() < 1) // softmax_c1
    return emitOpError("expected an input of rank 1 or more, found ")
           << getInput().getType();
  return success();
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
  Location loc = getLoc();
  // The largest logit is taken off, so that no exponential overflows.
  Value largest =
      MaxOp::create(builder, loc, getInput(), {classDim(getInput())}, true);
  Value shifted = SubOp::create(builder, loc, getInput(), largest);
  Value exponentials = ExpOp::create(builder, loc, shifted);
  Value total =
      SumOp::create(builder, loc, exponentials, {classDim(getInput())}, true);
  return {DivOp::create(builder, loc, exponentials, total)};
}

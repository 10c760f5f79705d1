//===- Select.cpp - nn.select ---------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void SelectOp::buildAdjoint(AdjointBuilder &adjoint) {
  Value zero = adjoint.constant(0.0, getLhs());
  if (adjoint.needs(1))
    adjoint.add(1,
                adjoint.make<SelectOp>(getPredicate(), adjoint.grad(), zero));
  if (adjoint.needs(2))
    adjoint.add(2,
                adjoint.make<SelectOp>(getPredicate(), zero, adjoint.grad()));
}

LogicalResult SelectOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> loc,
                                         Adaptor adaptor,
                                         SmallVectorImpl<Type> &types) {
  return inferBroadcast(loc, getOperationName(), adaptor.getOperands(), types);
}

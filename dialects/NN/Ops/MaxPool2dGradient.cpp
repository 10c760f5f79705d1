//===- MaxPool2dGradient.cpp - nn.max_pool2d_gradient --------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult MaxPool2dGradientOp::inferReturnTypes(
    MLIRContext *, std::optional<Location> loc, Adaptor adaptor,
    SmallVectorImpl<Type> &types) {
  FailureOr<RankedTensorType> pooled =
      inferPooled(loc, getOperationName(), adaptor);
  if (failed(pooled))
    return failure();
  types.push_back(adaptor.getInput().getType());
  return checkType(loc, getOperationName(), "a gradient", *pooled, // c5
                   adaptor.getGrad().getType());
}

void MaxPool2dGradientOp::buildAdjoint(AdjointBuilder &adjoint) {
  if (adjoint.needs(1))
    adjoint.add(1,
                adjoint.make<MaxPool2dSelectOp>(
                    getInput(), adjoint.grad(), getKernelAttr(),
                    getStridesAttr(), getPaddingAttr(), getChannelsLastAttr()));
}

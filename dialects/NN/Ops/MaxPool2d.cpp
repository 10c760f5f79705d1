//===- MaxPool2d.cpp - nn.max_pool2d -------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult MaxPool2dOp::inferReturnTypes(MLIRContext *,
                                            std::optional<Location> loc,
                                            Adaptor adaptor,
                                            SmallVectorImpl<Type> &types) {
  FailureOr<RankedTensorType> pooled =
      inferPooled(loc, getOperationName(), adaptor.getInput().getType(),
                  adaptor.getKernel(), adaptor.getStridesAttr(),
                  adaptor.getPaddingAttr(), adaptor.getChannelsLast());
  if (failed(pooled))
    return failure();
  types.push_back(*pooled);
  return success();
}

void MaxPool2dOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0,
              adjoint.make<MaxPool2dGradientOp>(
                  getInput(), adjoint.grad(), getKernelAttr(), getStridesAttr(),
                  getPaddingAttr(), getChannelsLastAttr()));
}

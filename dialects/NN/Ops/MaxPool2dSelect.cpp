//===- MaxPool2dSelect.cpp - nn.max_pool2d_select ------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult
MaxPool2dSelectOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                    Adaptor adaptor,
                                    SmallVectorImpl<Type> &types) {
  FailureOr<RankedTensorType> pooled =
      inferPooled(loc, getOperationName(), adaptor);
  if (failed(pooled))
    return failure();
  types.push_back(*pooled);
  return checkType(loc, getOperationName(), "values", // max_pool2d_select_c5
                   adaptor.getInput().getType(), adaptor.getValues().getType());
}

void MaxPool2dSelectOp::buildAdjoint(AdjointBuilder &adjoint) {
  if (adjoint.needs(1))
    adjoint.add(1,
                adjoint.make<MaxPool2dGradientOp>(
                    getInput(), adjoint.grad(), getKernelAttr(),
                    getStridesAttr(), getPaddingAttr(), getChannelsLastAttr()));
}

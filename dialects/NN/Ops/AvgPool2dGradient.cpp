//===- AvgPool2dGradient.cpp - nn.avg_pool2d_gradient --------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult AvgPool2dGradientOp::inferReturnTypes(
    MLIRContext *, std::optional<Location> loc, Adaptor adaptor,
    SmallVectorImpl<Type> &types) {
  Type grad = adaptor.getGrad().getType();
  bool last = adaptor.getChannelsLast();
  if (failed(checkImage(loc, getOperationName(), "a gradient", grad, last)) ||
      failed(checkNumbers(loc, getOperationName(), "a size", // c2
                          adaptor.getSize(), 2, 1)))
    return failure();
  Size2 size{adaptor.getSize()[0], adaptor.getSize()[1]};
  RankedTensorType image = withSize(grad, size, last);
  FailureOr<RankedTensorType> pooled =
      inferPooled(loc, getOperationName(), image, adaptor.getKernel(),
                  adaptor.getStridesAttr(), adaptor.getPaddingAttr(), last);
  if (failed(pooled) || failed(checkType(loc, getOperationName(), // c5
                                         "a gradient", *pooled, grad)))
    return failure();
  types.push_back(image);
  return checkSize(loc, getOperationName(), image);
}

void AvgPool2dGradientOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0, adjoint.make<AvgPool2dOp>(adjoint.grad(), getKernelAttr(),
                                           getStridesAttr(), getPaddingAttr(),
                                           getChannelsLastAttr()));
}

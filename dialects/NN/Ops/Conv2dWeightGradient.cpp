//===- Conv2dWeightGradient.cpp - nn.conv2d_weight_gradient ---------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Convolution.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult Conv2dWeightGradientOp::inferReturnTypes(
    MLIRContext *, std::optional<Location> loc, Adaptor adaptor,
    SmallVectorImpl<Type> &types) {
  StringRef op = getOperationName();
  bool last = adaptor.getChannelsLast();
  Type input = adaptor.getInput().getType();
  Type grad = adaptor.getGrad().getType();
  if (failed(checkImage(loc, op, "an input", input, last)) || // c1
      failed(checkImage(loc, op, "a gradient", grad, last)) ||
      failed(checkPair(loc, op, input, grad)))
    return failure();
  FailureOr<Window> window =
      makeWindow(loc, op, adaptor.getStridesAttr(), adaptor.getPaddingAttr(),
                 adaptor.getDilationAttr()); // conv2d_weight_gradient_c2
  if (failed(window) ||
      failed(checkNumbers(loc, op, "a kernel", adaptor.getKernel(), 2, 1)))
    return failure();
  auto image = ImageShape::get(input, last);
  auto result = ImageShape::get(grad, last);
  window->kernel = {adaptor.getKernel()[0], adaptor.getKernel()[1]};
  int64_t groups = groupsOr1(adaptor.getGroupsAttr());
  if (failed(checkGroups(loc, op, groups, image.channels,
                         result.channels)) ||                        // c3
      failed(checkFits(loc, op, *window, image.size)) ||             // c4
      failed(checkCount(loc, op, *window, image.size, result.size))) // c5
    return failure();
  WeightShape weight{result.channels, image.channels / groups, window->kernel};
  types.push_back(weight.type(getElementTypeOrSelf(input), last));
  return checkSize(loc, op, cast<RankedTensorType>(types.back()));
}

ConvolutionShape Conv2dWeightGradientOp::getConvolutionShape() {
  return shapeOf(getInput(), getResult(), getGrad(), *this);
}

ImageRole Conv2dWeightGradientOp::getRole(unsigned value) {
  return value == 2 ? ImageRole::Weight : ImageRole::Image;
}

void Conv2dWeightGradientOp::buildAdjoint(AdjointBuilder &adjoint) {
  if (adjoint.needs(0))
    adjoint.add(0,
                adjoint.make<Conv2dDataGradientOp>(
                    getGrad(), adjoint.grad(), getConvolutionShape().inputSize,
                    getStrides(), getPadding(), getDilation(), getGroups(),
                    getChannelsLast()));
  if (adjoint.needs(1))
    adjoint.add(1, adjoint.make<Conv2dOp>(
                       getInput(), adjoint.grad(), getStrides(), getPadding(),
                       getDilation(), getGroups(), getChannelsLast()));
}

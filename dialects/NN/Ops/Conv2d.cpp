//===- Conv2d.cpp - nn.conv2d ---------------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Convolution.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult Conv2dOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> loc,
                                         Adaptor adaptor,
                                         SmallVectorImpl<Type> &types) {
  StringRef op = getOperationName();
  bool last = adaptor.getChannelsLast();
  Type input = adaptor.getInput().getType();
  Type weight = adaptor.getWeight().getType();
  if (failed(checkImage(loc, op, "an input", input, last)) || // conv2d_c1
      failed(checkWeight(loc, op, weight, input, last)))
    return failure();
  FailureOr<Window> window =
      makeWindow(loc, op, adaptor.getStridesAttr(), adaptor.getPaddingAttr(),
                 adaptor.getDilationAttr()); // conv2d_c2
  if (failed(window))
    return failure();
  auto image = ImageShape::get(input, last);
  auto filter = WeightShape::get(weight, last);
  window->kernel = filter.kernel;
  int64_t groups = groupsOr1(adaptor.getGroupsAttr());
  if (failed(checkGroups(loc, op, groups, image.channels,
                         filter.out)) || // conv2d_c3
      failed(checkGroupChannels(loc, op, groups, image.channels, filter.in)) ||
      failed(checkFits(loc, op, *window, image.size))) // conv2d_c4
    return failure();
  ImageShape result{image.batch, filter.out, window->count(image.size)};
  types.push_back(result.type(getElementTypeOrSelf(input), last));
  return checkSize(loc, op, cast<RankedTensorType>(types.back()));
}

ConvolutionShape Conv2dOp::getConvolutionShape() {
  return shapeOf(getInput(), getWeight(), getResult(), *this);
}

ImageRole Conv2dOp::getRole(unsigned value) {
  return value == 1 ? ImageRole::Weight : ImageRole::Image;
}

void Conv2dOp::buildAdjoint(AdjointBuilder &adjoint) {
  ConvolutionShape shape = getConvolutionShape();
  if (adjoint.needs(0))
    adjoint.add(0, adjoint.make<Conv2dDataGradientOp>(
                       adjoint.grad(), getWeight(), shape.inputSize,
                       getStrides(), getPadding(), getDilation(), getGroups(),
                       getChannelsLast()));
  if (adjoint.needs(1))
    adjoint.add(1, adjoint.make<Conv2dWeightGradientOp>(
                       getInput(), adjoint.grad(), shape.window.kernel,
                       getStrides(), getPadding(), getDilation(), getGroups(),
                       getChannelsLast()));
}

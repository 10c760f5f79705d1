//===- Conv2dDataGradient.cpp - nn.conv2d_data_gradient -------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Convolution.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult Conv2dDataGradientOp::inferReturnTypes(
    MLIRContext *, std::optional<Location> loc, Adaptor adaptor,
    SmallVectorImpl<Type> &types) {
  StringRef op = getOperationName();
  bool last = adaptor.getChannelsLast();
  Type grad = adaptor.getGrad().getType();
  Type weight = adaptor.getWeight().getType();
  if (failed(checkImage(loc, op, "a gradient", grad, last)) || // c1
      failed(checkWeight(loc, op, weight, grad, last)))
    return failure();
  FailureOr<Window> window =
      makeWindow(loc, op, adaptor.getStridesAttr(), adaptor.getPaddingAttr(),
                 adaptor.getDilationAttr()); // conv2d_data_gradient_c2
  if (failed(window) ||
      failed(checkNumbers(loc, op, "a size", adaptor.getSize(), 2, 1)))
    return failure();
  auto image = ImageShape::get(grad, last);
  auto filter = WeightShape::get(weight, last);
  window->kernel = filter.kernel;
  // Bounded before it is multiplied; too many groups divide nothing.
  int64_t groups =
      std::min(groupsOr1(adaptor.getGroupsAttr()), maxWindowNumber);
  if (failed(checkWeightCount(loc, op, image.channels, filter.out)) || // c3
      failed(checkGroups(loc, op, groups, filter.in * groups, filter.out)))
    return failure();
  Size2 size{adaptor.getSize()[0], adaptor.getSize()[1]};
  if (failed(checkFits(loc, op, *window, size)) ||            // c4
      failed(checkCount(loc, op, *window, size, image.size))) // c5
    return failure();
  ImageShape result{image.batch, filter.in * groups, size};
  types.push_back(result.type(getElementTypeOrSelf(grad), last));
  return checkSize(loc, op, cast<RankedTensorType>(types.back()));
}

ConvolutionShape Conv2dDataGradientOp::getConvolutionShape() {
  return shapeOf(getResult(), getWeight(), getGrad(), *this);
}

ImageRole Conv2dDataGradientOp::getRole(unsigned value) {
  return value == 1 ? ImageRole::Weight : ImageRole::Image;
}

void Conv2dDataGradientOp::buildAdjoint(AdjointBuilder &adjoint) {
  if (adjoint.needs(0))
    adjoint.add(0, adjoint.make<Conv2dOp>(
                       adjoint.grad(), getWeight(), getStrides(), getPadding(),
                       getDilation(), getGroups(), getChannelsLast()));
  if (adjoint.needs(1))
    adjoint.add(1, adjoint.make<Conv2dWeightGradientOp>(
                       adjoint.grad(), getGrad(),
                       getConvolutionShape().window.kernel, getStrides(),
                       getPadding(), getDilation(), getGroups(),
                       getChannelsLast()));
}

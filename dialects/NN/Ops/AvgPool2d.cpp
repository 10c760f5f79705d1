//===- AvgPool2d.cpp - nn.avg_pool2d -------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

void AvgPool2dOp::buildAdjoint(AdjointBuilder &adjoint) {
  Size2 size = ImageShape::get(getInput().getType(), getChannelsLast()).size;
  adjoint.add(0, adjoint.make<AvgPool2dGradientOp>(
                     adjoint.grad(), adjoint.getDenseI64ArrayAttr(size),
                     getKernelAttr(), getStridesAttr(), getPaddingAttr(),
                     getChannelsLastAttr()));
}

//===- MaxPool2d.cpp - nn.max_pool2d -------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

void MaxPool2dOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0,
              adjoint.make<MaxPool2dGradientOp>(
                  getInput(), adjoint.grad(), getKernelAttr(), getStridesAttr(),
                  getPaddingAttr(), getChannelsLastAttr()));
}

//===- Scale.cpp - nn.scale -----------------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Variational.h"

using namespace mlir;
using namespace aec::nn;

void ScaleOp::buildAdjoint(AdjointBuilder &adjoint) {
  Value grad = adjoint.grad();
  adjoint.add(0, adjoint.make<ScaleOp>(grad.getType(), grad, getFactor()));
}

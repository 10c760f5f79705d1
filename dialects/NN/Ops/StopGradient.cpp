//===- StopGradient.cpp - nn.stop_gradient --------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

/// Behind the gradients nothing is left to stop.
SmallVector<Value> StopGradientOp::decompose(OpBuilder &) {
  return {getInput()};
}

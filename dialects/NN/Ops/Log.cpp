//===- Log.cpp - nn.log ---------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void LogOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0, adjoint.make<DivOp>(adjoint.grad(), getInput()));
}

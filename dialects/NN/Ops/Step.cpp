//===- Step.cpp - nn.step -------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

// Piecewise constant: the gradient is 0 wherever it exists.
void StepOp::buildAdjoint(AdjointBuilder &) {}

//===- Quantize.cpp - nn.quantize -----------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Compression.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult QuantizeOp::verify() {
  if (double step = getGridStep(); !isGridStep(step)) // quantize_c1
    return emitOpError("expected a step above 0, found ") << step;
  return success();
}

double QuantizeOp::getGridStep() { return getStep().convertToDouble(); }

// Straight through (Bengio et al. 2013): a gradient of 0 would train nothing.
void QuantizeOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0, adjoint.grad());
}

//===- Compression.cpp - Generated definitions of the family --------------===//
#include "dialects/NN/Compression.h"
#include "dialects/NN/Syntax.h"
#include <cmath>

using namespace mlir;
using namespace aec::nn;

bool aec::nn::isGridStep(double step) {
  return step > 0.0 && std::isfinite(step);
}

#include "dialects/NN/NNQuantizer.cpp.inc"

#define GET_OP_CLASSES
#include "dialects/NN/NNCompression.cpp.inc"

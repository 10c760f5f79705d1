//===- Uniform.cpp - nn.uniform -------------------------------------------===//
#include "dialects/NN/Random.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult UniformOp::verify() {
  return verifyDraw(*this, getLike().getType(), getType()); // uniform_c1
}

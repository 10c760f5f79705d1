//===- Normal.cpp - nn.normal ---------------------------------------------===//
#include "dialects/NN/Random.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult NormalOp::verify() {
  return verifyDraw(*this, getLike().getType(), getType()); // normal_c1
}

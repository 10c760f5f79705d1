//===- MaskingNoise.cpp - ae.masking_noise --------------------------------===//
#include "Noise.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

LogicalResult MaskingNoiseOp::verify() {
  return verifyProbability(*this, getProbability().convertToDouble()); // c1
}

Value MaskingNoiseOp::buildPure(PureBuilder &builder) {
  Value x = builder.operand(0);
  if (!builder.isTraining())
    return x;
  Value mask =
      drawMask(builder, getLoc(), x, getProbability().convertToDouble());
  return nn::MulOp::create(builder, getLoc(), x, mask);
}

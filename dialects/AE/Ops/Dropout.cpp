//===- Dropout.cpp - ae.dropout -------------------------------------------===//
#include "Noise.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

LogicalResult DropoutOp::verify() {
  double probability = getProbability().convertToDouble();
  if (probability >= 0.0 && probability < 1.0) // dropout_c1
    return success();
  return emitOpError("expected a probability of at least 0 and below 1, found ")
         << probability;
}

Value DropoutOp::buildPure(PureBuilder &builder) {
  Value x = builder.operand(0);
  double probability = getProbability().convertToDouble();
  if (!builder.isTraining() || probability == 0.0)
    return x;
  Value mask =
      drawMask(builder, getLoc(), x, probability, 1.0 / (1.0 - probability));
  return nn::MulOp::create(builder, getLoc(), x, mask);
}

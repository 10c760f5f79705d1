//===- SaltAndPepper.cpp - ae.salt_and_pepper -----------------------------===//
#include "Noise.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

LogicalResult SaltAndPepperOp::verify() {
  return verifyProbability(*this, getProbability().convertToDouble()); // c1
}

/// One draw decides both: below p / 2 pepper, from there to p salt.
Value SaltAndPepperOp::buildPure(PureBuilder &builder) {
  Value x = builder.operand(0);
  if (!builder.isTraining())
    return x;
  Location loc = getLoc();
  auto constant = [&](double value) {
    return nn::constantLike(builder, loc, value, x);
  };
  double probability = getProbability().convertToDouble();
  Value draw = builder.drawUniform(loc, x.getType(), x);
  auto above = [&](double limit) -> Value {
    return nn::SubOp::create(builder, loc, draw, constant(limit));
  };
  Value noise = nn::StepOp::create(builder, loc, x.getType(),
                                   above(probability / 2), getLow(), getHigh());
  return nn::SelectOp::create(builder, loc, above(probability), x, noise);
}

//===- SaltAndPepper.cpp - ae.salt_and_pepper -----------------------------===//
#include "Noise.h"
#include <cmath>

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

LogicalResult SaltAndPepperOp::verify() {
  if (failed(verifyProbability(*this, // salt_and_pepper_c1
                               getProbability().convertToDouble())))
    return failure();
  double low = getLow().convertToDouble(), high = getHigh().convertToDouble();
  if (low < high && std::isfinite(low) && std::isfinite(high))
    return success();
  auto error = emitOpError("expected low below high, "); // salt_and_pepper_c2
  error << "found " << low << " and " << high;
  if (low > high)
    error << "; exchange them";
  return error;
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

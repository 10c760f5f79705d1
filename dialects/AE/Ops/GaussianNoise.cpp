//===- GaussianNoise.cpp - ae.gaussian_noise ------------------------------===//
#include "Noise.h"
#include <cmath>

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

LogicalResult GaussianNoiseOp::verify() {
  double stddev = getStddev().convertToDouble();
  if (stddev >= 0.0 && std::isfinite(stddev)) // gaussian_noise_c1
    return success();
  return emitOpError("expected a standard deviation of at least 0, found ")
         << stddev;
}

Value GaussianNoiseOp::buildPure(PureBuilder &builder) {
  Value x = builder.operand(0);
  if (!builder.isTraining())
    return x;
  Value noise = builder.drawNormal(getLoc(), x.getType(), x);
  Value factor =
      nn::constantLike(builder, getLoc(), getStddev().convertToDouble(), x);
  return nn::AddOp::create(builder, getLoc(), x,
                           nn::MulOp::create(builder, getLoc(), noise, factor));
}

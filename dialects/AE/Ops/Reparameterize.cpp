//===- Reparameterize.cpp - ae.reparameterize -----------------------------===//
#include "dialects/AE/AE.h"
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

Value ReparameterizeOp::buildPure(PureBuilder &builder) {
  Value mean = builder.operand(0), logVariance = builder.operand(1);
  if (!builder.isTraining())
    return mean;
  Location loc = getLoc();
  Value half = nn::MulOp::create(builder, loc, logVariance,
                                 nn::constantLike(builder, loc, 0.5, mean));
  Value deviation = nn::ExpOp::create(builder, loc, half);
  Value noise = builder.drawNormal(loc, mean.getType(), mean);
  return nn::AddOp::create(builder, loc, mean,
                           nn::MulOp::create(builder, loc, deviation, noise));
}

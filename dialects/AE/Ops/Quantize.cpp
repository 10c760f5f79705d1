//===- Quantize.cpp - ae.quantize -----------------------------------------===//
#include "dialects/AE/Compression.h"
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Compression.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

LogicalResult QuantizeOp::verify() {
  double step = getStep().convertToDouble();
  if (nn::isGridStep(step)) // quantize_c1
    return success();
  return emitOpError("expected a step above 0, found ") << step;
}

SmallVector<StateSpec> QuantizeOp::getStates() { return {}; }

Value QuantizeOp::buildPure(PureBuilder &builder) {
  Value x = builder.operand(0);
  Location loc = getLoc();
  if (!builder.isTraining())
    return nn::QuantizeOp::create(builder, loc, x.getType(), x, getStep());
  Value draw = builder.drawUniform(loc, x.getType(), x);
  Value centred = nn::SubOp::create(builder, loc, draw,
                                    nn::constantLike(builder, loc, 0.5, x));
  Value width = nn::constantLike(builder, loc, getStep().convertToDouble(), x);
  return nn::AddOp::create(builder, loc, x,
                           nn::MulOp::create(builder, loc, centred, width));
}

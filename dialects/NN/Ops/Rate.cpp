//===- Rate.cpp - nn.rate -------------------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Compression.h"
#include <cmath>

using namespace mlir;
using namespace aec::nn;

LogicalResult RateOp::inferReturnTypes(MLIRContext *,
                                       std::optional<Location> loc,
                                       Adaptor adaptor,
                                       SmallVectorImpl<Type> &types) {
  SmallVector<Type> broadcast;
  if (failed(inferBroadcast(loc, getOperationName(), adaptor.getOperands(),
                            broadcast)))
    return failure();
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  if (!hasBatch(input) || broadcast.front() != input) // rate_c1
    return emitOptionalError(loc,
                             "'nn.rate' op expected an input with a batch "
                             "that location and scale repeat to, found ",
                             input);
  FloatAttr attr = adaptor.getStepAttr();
  if (double step = attr.getValueAsDouble(); !isGridStep(step)) // rate_c2
    return emitOptionalError(
        loc, "'nn.rate' op expected a step above 0, found ", step);
  types.push_back(
      RankedTensorType::get({input.getDimSize(0)}, input.getElementType()));
  return success();
}

/// ln(1 - exp(-2 h)), as ln(2 tanh h / (1 + tanh h)): exact for small h too.
static Value logWidth(OpBuilder &builder, Location loc, Value h) {
  Value slope = TanhOp::create(builder, loc, h);
  Value twice = AddOp::create(builder, loc, slope, slope);
  Value above = AddOp::create(builder, loc, slope,
                              constantLike(builder, loc, 1.0, slope));
  return LogOp::create(builder, loc, DivOp::create(builder, loc, twice, above));
}

SmallVector<Value> RateOp::decompose(OpBuilder &builder) {
  Location loc = getLoc();
  Value inverse =
      ExpOp::create(builder, loc, NegOp::create(builder, loc, getLogScale()));
  Value apart = SubOp::create(builder, loc, getInput(), getLocation());
  Value a = MulOp::create(builder, loc, apart, inverse);
  double half = getStep().convertToDouble() / 2.0;
  Value h = MulOp::create(builder, loc, inverse,
                          constantLike(builder, loc, half, inverse));
  Value above =
      SoftplusOp::create(builder, loc, SubOp::create(builder, loc, a, h));
  Value opposite = NegOp::create(builder, loc, a);
  Value below = SoftplusOp::create(builder, loc,
                                   SubOp::create(builder, loc, opposite, h));
  Value tails = AddOp::create(builder, loc, above, below);
  Value nats = SubOp::create(builder, loc, tails, logWidth(builder, loc, h));
  Value bits = MulOp::create(builder, loc, nats,
                             constantLike(builder, loc, 1.0 / M_LN2, nats));
  return {reduceLoss(builder, loc, bits, Reduction::BatchMean)};
}

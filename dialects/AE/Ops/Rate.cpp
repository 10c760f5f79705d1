//===- Rate.cpp - ae.rate -------------------------------------------------===//
#include "Norm.h"
#include "dialects/AE/Compression.h"
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Compression.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

LogicalResult RateOp::inferReturnTypes(MLIRContext *,
                                       std::optional<Location> loc,
                                       Adaptor adaptor,
                                       SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  if (input.getRank() < 2 || !nn::hasBatch(input)) // rate_c1
    return emitOptionalError(loc,
                             "'ae.rate' op expected an input [batch, "
                             "features] or [batch, channels, ...], found ",
                             input);
  FloatAttr attr = adaptor.getStepAttr();
  if (double step = attr.getValueAsDouble(); !nn::isGridStep(step)) // rate_c2
    return emitOptionalError(
        loc, "'ae.rate' op expected a step above 0, found ", step);
  types.push_back(
      RankedTensorType::get({input.getDimSize(0)}, input.getElementType()));
  return success();
}

SmallVector<StateSpec> RateOp::getStates() {
  auto input = getInput().getType();
  auto type =
      RankedTensorType::get({input.getDimSize(1)}, input.getElementType());
  return {{"location", type}, {"log_scale", type}};
}

Value RateOp::buildPure(PureBuilder &builder) {
  NormBuilder shaped(builder, getLoc());
  Value z = builder.operand(0);
  return nn::RateOp::create(
      builder, getLoc(), z, shaped.alongChannels(builder.state(0), z),
      shaped.alongChannels(builder.state(1), z), getStepAttr());
}

//===- Conv2d.cpp - ae.conv2d --------------------------------------------===//
#include "dialects/AE/Convolution.h"

using namespace mlir;
using namespace aec::ae;

template <typename LayerOp> static ConvolutionAttrs attrsOf(LayerOp layer) {
  return ConvolutionAttrs::get(layer, Conv2dOp::getOperationName(), 2,
                               /*transposed=*/false, {});
}

LogicalResult Conv2dOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> loc,
                                         Adaptor adaptor,
                                         SmallVectorImpl<Type> &types) {
  auto layer = ConvolutionLayer::get(loc, attrsOf(adaptor),
                                     adaptor.getInput().getType());
  if (failed(layer))
    return failure();
  types.push_back(layer->resultType());
  return success();
}

LogicalResult Conv2dOp::verify() {
  return verifyInitialisers(*this, getWeightInitAttr(), getBiasInitAttr());
}

SmallVector<StateSpec> Conv2dOp::getStates() {
  auto layer = ConvolutionLayer::get({}, attrsOf(*this), getInput().getType());
  return layer->states(getNoBias(), getWeightInitAttr(), getBiasInitAttr());
}

Value Conv2dOp::buildPure(PureBuilder &builder) {
  auto layer = ConvolutionLayer::get({}, attrsOf(*this), getInput().getType());
  return layer->build(builder, getLoc(), getNoBias());
}

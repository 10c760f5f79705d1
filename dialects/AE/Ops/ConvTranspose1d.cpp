//===- ConvTranspose1d.cpp - ae.conv_transpose1d -------------------------===//
#include "dialects/AE/Convolution.h"

using namespace mlir;
using namespace aec::ae;

template <typename LayerOp> static ConvolutionAttrs attrsOf(LayerOp layer) {
  return ConvolutionAttrs::get(layer, ConvTranspose1dOp::getOperationName(), 1,
                               /*transposed=*/true,
                               layer.getOutputPaddingAttr());
}

LogicalResult
ConvTranspose1dOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                    Adaptor adaptor,
                                    SmallVectorImpl<Type> &types) {
  auto layer = ConvolutionLayer::get(loc, attrsOf(adaptor),
                                     adaptor.getInput().getType());
  if (failed(layer))
    return failure();
  types.push_back(layer->resultType());
  return success();
}

LogicalResult ConvTranspose1dOp::verify() {
  return verifyInitialisers(*this, getWeightInitAttr(), getBiasInitAttr());
}

SmallVector<StateSpec> ConvTranspose1dOp::getStates() {
  auto layer = ConvolutionLayer::get({}, attrsOf(*this), getInput().getType());
  return layer->states(getNoBias(), getWeightInitAttr(), getBiasInitAttr());
}

Value ConvTranspose1dOp::buildPure(PureBuilder &builder) {
  auto layer = ConvolutionLayer::get({}, attrsOf(*this), getInput().getType());
  return layer->build(builder, getLoc(), getNoBias());
}

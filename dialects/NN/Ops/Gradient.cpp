//===- Gradient.cpp - nn.gradient -----------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult GradientOp::inferReturnTypes(MLIRContext *,
                                           std::optional<Location> loc,
                                           Adaptor adaptor,
                                           SmallVectorImpl<Type> &types) {
  if (adaptor.getWrt().empty())
    return emitOptionalError(loc, "'nn.gradient' op expected something to ",
                             "differentiate with respect to");
  for (Value value : adaptor.getWrt())
    types.push_back(value.getType());
  return success();
}

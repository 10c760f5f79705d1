//===- Eye.cpp - nn.eye ---------------------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Derivatives.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult EyeOp::inferReturnTypes(MLIRContext *,
                                      std::optional<Location> loc,
                                      Adaptor adaptor,
                                      SmallVectorImpl<Type> &types) {
  auto size = static_cast<int64_t>(adaptor.getSize());
  if (size < 1) // eye_c1
    return emitOptionalError(loc, "'nn.eye' op expected 1 row or more, found ",
                             size);
  auto type = RankedTensorType::get({size, size}, adaptor.getElementType());
  types.push_back(type);
  return checkSize(loc, getOperationName(), type);
}

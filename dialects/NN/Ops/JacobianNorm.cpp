//===- JacobianNorm.cpp - nn.jacobian_norm --------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Derivatives.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult JacobianNormOp::inferReturnTypes(MLIRContext *,
                                               std::optional<Location> loc,
                                               Adaptor adaptor,
                                               SmallVectorImpl<Type> &types) {
  auto type = cast<RankedTensorType>(adaptor.getValue().getType());
  if (!hasBatch(type) || !hasBatch(adaptor.getWrt().getType()))
    return emitOptionalError( // jacobian_norm_c1
        loc, "'nn.jacobian_norm' op expected tensors led by the batch, found ",
        type, " and ", adaptor.getWrt().getType());
  int64_t units = 1;
  for (int64_t size : type.getShape().drop_front())
    units = std::min<int64_t>(units * size, 1 << 20);
  if (units > 4096) // jacobian_norm_c2
    return emitOptionalError(loc,
                             "'nn.jacobian_norm' op expected a value of 4096 "
                             "elements a sample at most, found ",
                             type);
  types.push_back(
      RankedTensorType::get({type.getDimSize(0)}, type.getElementType()));
  return success();
}

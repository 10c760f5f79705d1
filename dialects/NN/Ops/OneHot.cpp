//===- OneHot.cpp - nn.one_hot --------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult OneHotOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> loc,
                                         Adaptor adaptor,
                                         SmallVectorImpl<Type> &types) {
  auto indices = cast<RankedTensorType>(adaptor.getIndices().getType());
  auto like = cast<RankedTensorType>(adaptor.getLike().getType());
  if (like.getRank() < 1 || like.getShape().drop_back() != indices.getShape())
    return emitOptionalError( // one_hot_c1
        loc, "'nn.one_hot' op expected indices of the shape of ", like,
        " without its last dimension, found ", indices);
  types.push_back(like);
  return success();
}

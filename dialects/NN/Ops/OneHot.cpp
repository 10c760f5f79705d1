//===- OneHot.cpp - nn.one_hot --------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult OneHotOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> loc,
                                         Adaptor adaptor,
                                         SmallVectorImpl<Type> &types) {
  auto indices = cast<RankedTensorType>(adaptor.getIndices().getType());
  if (!adaptor.getLike() == !adaptor.getClassesAttr() ||
      !adaptor.getClassesAttr() != !adaptor.getElementTypeAttr())
    return emitOptionalError( // one_hot_c2
        loc, "'nn.one_hot' op expected either `like` a tensor or `classes` and "
             "their type, such as `classes 10 of f32`");
  if (!adaptor.getLike()) {
    int64_t classes = adaptor.getClassesAttr().getInt();
    if (classes < 1) // one_hot_c2
      return emitOptionalError(
          loc, "'nn.one_hot' op expected 1 class or more, found ", classes);
    SmallVector<int64_t> shape(indices.getShape());
    shape.push_back(classes);
    auto type =
        RankedTensorType::get(shape, adaptor.getElementTypeAttr().getValue());
    types.push_back(type);
    return checkSize(loc, getOperationName(), type);
  }
  auto like = cast<RankedTensorType>(adaptor.getLike().getType());
  if (like.getRank() < 1 || like.getShape().drop_back() != indices.getShape())
    return emitOptionalError( // one_hot_c1
        loc, "'nn.one_hot' op expected indices of the shape of ", like,
        " without its last dimension, found ", indices);
  types.push_back(like);
  return success();
}

int64_t OneHotOp::getClassCount(unsigned operand) {
  return operand == 0 ? getType().getShape().back() : 0;
}

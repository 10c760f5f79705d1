//===- Count.cpp - nn.count -----------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult CountOp::inferReturnTypes(MLIRContext *,
                                        std::optional<Location> loc,
                                        Adaptor adaptor,
                                        SmallVectorImpl<Type> &types) {
  auto type = cast<RankedTensorType>(adaptor.getInput().getType());
  for (int64_t dim : adaptor.getDims())
    if (dim < 0 || dim >= type.getRank())
      return emitOptionalError(loc, "'nn.count' op counts dimension ", dim,
                               " of ", type);
  types.push_back(RankedTensorType::get({}, type.getElementType()));
  return success();
}

OpFoldResult CountOp::fold(FoldAdaptor) {
  double count = 1;
  for (int64_t dim : getDims()) {
    if (getInput().getType().isDynamicDim(dim))
      return {};
    count *= getInput().getType().getDimSize(dim);
  }
  return FloatAttr::get(Float64Type::get(getContext()), count);
}

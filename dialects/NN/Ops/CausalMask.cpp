//===- CausalMask.cpp - nn.causal_mask
//-------------------------------------===//
#include "dialects/NN/Attention.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult CausalMaskOp::inferReturnTypes(MLIRContext *,
                                             std::optional<Location> loc,
                                             Adaptor adaptor,
                                             SmallVectorImpl<Type> &types) {
  int64_t rows = adaptor.getQueries(), columns = adaptor.getKeys();
  if (rows < 1 || columns < 1) // causal_mask_c1
    return emitOptionalError(loc,
                             "'nn.causal_mask' op expected positive sizes, ",
                             "found ", rows, " and ", columns);
  auto type = RankedTensorType::get({rows, columns}, adaptor.getElementType());
  types.push_back(type);
  return checkSize(loc, getOperationName(), type);
}

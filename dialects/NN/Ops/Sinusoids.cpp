//===- Sinusoids.cpp - nn.sinusoids -------------------------------------===//
#include "dialects/NN/Attention.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult SinusoidsOp::inferReturnTypes(MLIRContext *,
                                            std::optional<Location> loc,
                                            Adaptor adaptor,
                                            SmallVectorImpl<Type> &types) {
  int64_t rows = adaptor.getLength(), columns = adaptor.getWidth();
  if (rows < 1 || columns < 1) // sinusoids_c1
    return emitOptionalError(loc, "'nn.sinusoids' op expected positive sizes, ",
                             "found ", rows, " and ", columns);
  auto type = RankedTensorType::get({rows, columns}, adaptor.getElementType());
  types.push_back(type);
  return checkSize(loc, getOperationName(), type);
}

//===- Broadcast.cpp - nn.broadcast ---------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult BroadcastOp::inferReturnTypes(MLIRContext *,
                                            std::optional<Location> loc,
                                            Adaptor adaptor,
                                            SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  auto like = cast<RankedTensorType>(adaptor.getLike().getType());
  ArrayRef<int64_t> dims = adaptor.getDims();
  if (static_cast<int64_t>(dims.size()) != input.getRank()) // broadcast_c1
    return emitOptionalError(loc, "'nn.broadcast' op expected ",
                             input.getRank(), " entries of dims, found ",
                             dims.size());
  int64_t last = -1;
  for (auto [size, dim] : llvm::zip_equal(input.getShape(), dims)) {
    if (dim <= last || dim >= like.getRank()) // broadcast_c1
      return emitOptionalError(loc,
                               "'nn.broadcast' op expected dims that grow ",
                               "below ", like.getRank(), ", found ", dim);
    if (size != 1 && size != like.getDimSize(dim)) // broadcast_c2
      return emitOptionalError(loc, "'nn.broadcast' op cannot repeat ", input,
                               " along dimension ", dim, " of ", like);
    last = dim;
  }
  types.push_back(
      RankedTensorType::get(like.getShape(), input.getElementType()));
  return success();
}

void BroadcastOp::buildAdjoint(AdjointBuilder &adjoint) {
  SmallVector<int64_t> added;
  for (int64_t i = 0; i < getType().getRank(); ++i)
    if (!llvm::is_contained(getDims(), i))
      added.push_back(i);
  Value grad = adjoint.grad();
  if (!added.empty())
    grad = adjoint.make<SumOp>(grad, added, false);
  adjoint.add(0, grad);
}

//===- SequenceMask.cpp - nn.sequence_mask --------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Sequence.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult SequenceMaskOp::inferReturnTypes(MLIRContext *,
                                               std::optional<Location> loc,
                                               Adaptor adaptor,
                                               SmallVectorImpl<Type> &types) {
  auto lengths = cast<RankedTensorType>(adaptor.getLengths().getType());
  auto like = cast<RankedTensorType>(adaptor.getLike().getType());
  if (like.getRank() < 2 || // sequence_mask_c1
      lengths.getShape() != like.getShape().take_front(1))
    return emitOptionalError(loc, "'nn.sequence_mask' op expected a length a ",
                             "row of ", like, ", found ", lengths);
  types.push_back(RankedTensorType::get(like.getShape().take_front(2),
                                        like.getElementType()));
  return success();
}

/// No step to all of them.
int64_t SequenceMaskOp::getClassCount(unsigned operand) {
  return operand == 0 ? getLike().getType().getDimSize(1) + 1 : 0;
}

//===- Last.cpp - nn.last -------------------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Sequence.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult LastOp::inferReturnTypes(MLIRContext *,
                                       std::optional<Location> loc,
                                       Adaptor adaptor,
                                       SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  if (input.getRank() < 2) // last_c1
    return emitOptionalError(loc, "'nn.last' op expected a sequence, [batch, ",
                             "steps, ...], found ", input);
  SmallVector<int64_t> shape(input.getShape());
  shape.erase(shape.begin() + 1);
  types.push_back(RankedTensorType::get(shape, input.getElementType()));
  return success();
}

SmallVector<Value> LastOp::decompose(OpBuilder &builder) {
  int64_t steps = getInput().getType().getDimSize(1);
  Value step = SliceOp::create(builder, getLoc(), getInput(), 1, steps - 1, 1);
  SmallVector<int64_t> shape(getType().getShape());
  if (hasBatch(getType()))
    shape.front() = -1;
  return {ReshapeOp::create(builder, getLoc(), step, shape)};
}

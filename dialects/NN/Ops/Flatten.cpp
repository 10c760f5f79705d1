//===- Flatten.cpp - nn.flatten -------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult FlattenOp::inferReturnTypes(MLIRContext *,
                                          std::optional<Location> loc,
                                          Adaptor adaptor,
                                          SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  if (input.getRank() < 2) // flatten_c1
    return emitOptionalError(
        loc, "'nn.flatten' op expected an input of rank 2 or more, found ",
        input);
  if (failed(checkSize(loc, getOperationName(), input)))
    return failure();
  int64_t count = 1;
  for (int64_t size : input.getShape().drop_front())
    count *= size;
  types.push_back(RankedTensorType::get({input.getDimSize(0), count},
                                        input.getElementType()));
  return success();
}

void FlattenOp::buildAdjoint(AdjointBuilder &adjoint) {
  SmallVector<int64_t> shape(getInput().getType().getShape());
  if (hasBatch(getInput().getType()))
    shape.front() = -1;
  adjoint.add(0, adjoint.make<ReshapeOp>(adjoint.grad(), shape));
}

SmallVector<Value> FlattenOp::decompose(OpBuilder &builder) {
  SmallVector<int64_t> shape(getType().getShape());
  if (hasBatch(getType()))
    shape.front() = -1;
  return {ReshapeOp::create(builder, getLoc(), getInput(), shape)};
}

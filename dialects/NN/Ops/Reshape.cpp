//===- Reshape.cpp - nn.reshape -------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

/// The shape of `type` as the attribute writes it.
static SmallVector<int64_t> shapeOf(RankedTensorType type) {
  SmallVector<int64_t> shape(type.getShape());
  if (hasBatch(type))
    shape.front() = -1;
  return shape;
}

/// Number of elements besides the batch.
static int64_t countElements(ArrayRef<int64_t> shape) {
  int64_t count = 1;
  for (int64_t size : shape)
    if (size > 0)
      count *= size;
  return count;
}

LogicalResult ReshapeOp::inferReturnTypes(MLIRContext *,
                                          std::optional<Location> loc,
                                          Adaptor adaptor,
                                          SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  ArrayRef<int64_t> shape = adaptor.getShape();
  for (auto [i, size] : llvm::enumerate(shape)) {
    bool batch = i == 0 && hasBatch(input);
    if (batch ? size != -1 : size < 1) // reshape_c2
      return emitOptionalError(loc, "'nn.reshape' op expected ",
                               batch ? "-1, the batch," : "a size",
                               " as entry ", i, " of the shape, found ", size);
  }
  if (hasBatch(input) && shape.empty())
    return emitOptionalError(loc, "'nn.reshape' op drops the batch of ", input);
  SmallVector<int64_t> result(shape);
  if (hasBatch(input))
    result.front() = ShapedType::kDynamic;
  auto type = RankedTensorType::get(result, input.getElementType());
  if (failed(checkSize(loc, getOperationName(), input)) ||
      failed(checkSize(loc, getOperationName(), type)))
    return failure();
  int64_t from = countElements(shapeOf(input)), to = countElements(shape);
  if (from != to) // reshape_c1
    return emitOptionalError(loc, "'nn.reshape' op gives ", to,
                             " elements a sample where ", input, " has ", from);
  types.push_back(type);
  return success();
}

void ReshapeOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0, adjoint.make<ReshapeOp>(adjoint.grad(),
                                         shapeOf(getInput().getType())));
}

OpFoldResult ReshapeOp::fold(FoldAdaptor) {
  if (getInput().getType() == getType())
    return getInput();
  return {};
}

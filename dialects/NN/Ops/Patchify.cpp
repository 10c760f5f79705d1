//===- Patchify.cpp - nn.patchify -----------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Attention.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult PatchifyOp::inferReturnTypes(MLIRContext *,
                                           std::optional<Location> loc,
                                           Adaptor adaptor,
                                           SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  if (input.getRank() != 4) // patchify_c1
    return emitOptionalError(loc, "'nn.patchify' op expected images ",
                             "[batch, channels, height, width], found ", input);
  if (failed(checkSize(loc, getOperationName(), input)))
    return failure();
  int64_t height = input.getDimSize(2), width = input.getDimSize(3);
  ArrayRef<int64_t> patch = adaptor.getPatch();
  if (patch.size() != 2 || patch[0] < 1 || patch[1] < 1 || height % patch[0] ||
      width % patch[1]) // patchify_c2
    return emitOptionalError(loc, "'nn.patchify' op expected a patch of two ",
                             "sizes that divide ", height, " and ", width,
                             ", found [", patch, "]");
  int64_t area = patch[0] * patch[1];
  types.push_back(RankedTensorType::get(
      {input.getDimSize(0), height * width / area, input.getDimSize(1) * area},
      input.getElementType()));
  return success();
}

void PatchifyOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0, adjoint.make<UnpatchifyOp>(
                     adjoint.grad(),
                     getInput().getType().getShape().drop_front(), getPatch()));
}

SmallVector<Value> PatchifyOp::decompose(OpBuilder &builder) {
  ArrayRef<int64_t> image = getInput().getType().getShape(), patch = getPatch();
  int64_t batch = hasBatch(getType()) ? -1 : image[0];
  int64_t rows = image[2] / patch[0], columns = image[3] / patch[1];
  Value grid = ReshapeOp::create(
      builder, getLoc(), getInput(),
      ArrayRef<int64_t>{batch, image[1], rows, patch[0], columns, patch[1]});
  Value patches = TransposeOp::create(builder, getLoc(), grid,
                                      ArrayRef<int64_t>{0, 2, 4, 1, 3, 5});
  return {ReshapeOp::create(builder, getLoc(), patches,
                            ArrayRef<int64_t>{batch, rows * columns,
                                              image[1] * patch[0] * patch[1]})};
}

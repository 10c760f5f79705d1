//===- Unpatchify.cpp - nn.unpatchify -------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Attention.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult UnpatchifyOp::inferReturnTypes(MLIRContext *,
                                             std::optional<Location> loc,
                                             Adaptor adaptor,
                                             SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  ArrayRef<int64_t> image = adaptor.getImage(), patch = adaptor.getPatch();
  bool fits = image.size() == 3 && patch.size() == 2 && image[0] > 0 &&
              image[1] > 0 && image[2] > 0 && patch[0] > 0 && patch[1] > 0;
  if (!fits || image[1] % patch[0] || image[2] % patch[1]) // unpatchify_c1
    return emitOptionalError(
        loc, "'nn.unpatchify' op expected an image [channels, height, width] ",
        "and a patch that divides it, found [", image, "] and [", patch, "]");
  if (input.getRank() < 1)
    return emitOptionalError(loc, "'nn.unpatchify' op expected patches, found ",
                             input);
  auto type =
      RankedTensorType::get({input.getDimSize(0), image[0], image[1], image[2]},
                            input.getElementType());
  if (failed(checkSize(loc, getOperationName(), type)))
    return failure();
  int64_t area = patch[0] * patch[1];
  auto expected = RankedTensorType::get(
      {input.getDimSize(0), image[1] * image[2] / area, image[0] * area},
      input.getElementType());
  if (input != expected) // unpatchify_c2
    return emitOptionalError(loc, "'nn.unpatchify' op expected patches ",
                             expected, ", found ", input);
  types.push_back(type);
  return success();
}

void UnpatchifyOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0, adjoint.make<PatchifyOp>(adjoint.grad(), getPatch()));
}

SmallVector<Value> UnpatchifyOp::decompose(OpBuilder &builder) {
  ArrayRef<int64_t> image = getImage(), patch = getPatch();
  int64_t batch = hasBatch(getType()) ? -1 : getType().getDimSize(0);
  int64_t rows = image[1] / patch[0], columns = image[2] / patch[1];
  Value grid = ReshapeOp::create(
      builder, getLoc(), getInput(),
      ArrayRef<int64_t>{batch, rows, columns, image[0], patch[0], patch[1]});
  Value lines = TransposeOp::create(builder, getLoc(), grid,
                                    ArrayRef<int64_t>{0, 3, 1, 4, 2, 5});
  return {ReshapeOp::create(
      builder, getLoc(), lines,
      ArrayRef<int64_t>{batch, image[0], image[1], image[2]})};
}

//===- PixelUnshuffle.cpp - nn.pixel_unshuffle ---------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult PixelUnshuffleOp::inferReturnTypes(MLIRContext *,
                                                 std::optional<Location> loc,
                                                 Adaptor adaptor,
                                                 SmallVectorImpl<Type> &types) {
  StringRef op = getOperationName();
  Type input = adaptor.getInput().getType();
  bool last = adaptor.getChannelsLast();
  int64_t factor = adaptor.getFactor();
  if (failed(checkImage(loc, op, "an input", input, last)) || // c1
      failed(checkNumber(loc, op, "a factor", factor, 1)))    // c2
    return failure();
  auto shape = ImageShape::get(input, last);
  auto [height, width] = shape.size;
  if (height % factor != 0 || width % factor != 0) // pixel_unshuffle_c3
    return emitOptionalError(loc, "'nn.pixel_unshuffle' op expected a factor ",
                             "that divides ", height, " x ", width,
                             " pixels, found ", factor);
  ImageShape result{shape.batch,
                    shape.channels * factor * factor,
                    {height / factor, width / factor}};
  types.push_back(result.type(getElementTypeOrSelf(input), last));
  return success();
}

void PixelUnshuffleOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0, adjoint.make<PixelShuffleOp>(adjoint.grad(), getFactor(),
                                              getChannelsLast()));
}

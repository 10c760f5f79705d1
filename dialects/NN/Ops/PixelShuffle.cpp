//===- PixelShuffle.cpp - nn.pixel_shuffle -------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult PixelShuffleOp::inferReturnTypes(MLIRContext *,
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
  int64_t square = factor * factor;
  if (shape.channels % square != 0) // pixel_shuffle_c3
    return emitOptionalError(loc, "'nn.pixel_shuffle' op expected channels ",
                             "that ", square, " (factor ", factor,
                             " squared) divides, found ", shape.channels);
  // As many elements as the input has: no size can overflow.
  ImageShape result{shape.batch,
                    shape.channels / square,
                    {shape.size[0] * factor, shape.size[1] * factor}};
  types.push_back(result.type(getElementTypeOrSelf(input), last));
  return success();
}

void PixelShuffleOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0, adjoint.make<PixelUnshuffleOp>(adjoint.grad(), getFactor(),
                                                getChannelsLast()));
}

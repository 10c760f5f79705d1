//===- Convolution.cpp - What the three convolutions share ----------------===//
#include "dialects/NN/Convolution.h"
#include "dialects/NN/Syntax.h"

#include <numeric>

using namespace mlir;
using namespace aec::nn;

#define GET_OP_CLASSES
#include "dialects/NN/NNConvolution.cpp.inc"

LogicalResult aec::nn::checkWeight(std::optional<Location> loc, StringRef op,
                                   Type weight, Type image, bool channelsLast) {
  StringRef dims =
      channelsLast ? "[kh, kw, C / groups, O]" : "[O, C / groups, kh, kw]";
  auto type = cast<RankedTensorType>(weight);
  if (type.getRank() == 4 && type.hasStaticShape() &&
      type.getElementType() == getElementTypeOrSelf(image))
    return success();
  return emitOptionalError(loc, "'", op, "' op expected a weight ", dims,
                           " of fixed sizes and ", getElementTypeOrSelf(image),
                           ", found ", weight);
}

LogicalResult aec::nn::checkPair(std::optional<Location> loc, StringRef op,
                                 Type input, Type grad) {
  auto a = cast<RankedTensorType>(input), b = cast<RankedTensorType>(grad);
  if (a.getElementType() == b.getElementType() &&
      a.getDimSize(0) == b.getDimSize(0))
    return success();
  return emitOptionalError(loc, "'", op, "' op expected a gradient of ",
                           "the batch and element type of the input ", input,
                           ", found ", grad);
}

LogicalResult aec::nn::checkGroups(std::optional<Location> loc, StringRef op,
                                   int64_t groups, int64_t in, int64_t out) {
  if (groups >= 1 && in % groups == 0 && out % groups == 0)
    return success();
  return emitOptionalError(loc, "'", op, "' op expected groups that divide ",
                           in, " input channels and ", out,
                           " output channels, found ", groups, "; 1 does, and ",
                           std::gcd(in, out), " is the largest that does");
}

LogicalResult aec::nn::checkGroupChannels(std::optional<Location> loc,
                                          StringRef op, int64_t groups,
                                          int64_t channels, int64_t weightIn) {
  if (channels / groups == weightIn)
    return success();
  return emitOptionalError(loc, "'", op, "' op expected a weight for ",
                           channels / groups, " input channels (", channels,
                           " in ", groups, " groups), found ", weightIn);
}

LogicalResult aec::nn::checkWeightCount(std::optional<Location> loc,
                                        StringRef op, int64_t channels,
                                        int64_t weightOut) {
  if (channels == weightOut)
    return success();
  return emitOptionalError(loc, "'", op, "' op expected a gradient of ",
                           weightOut, " channels, the weight's O, found ",
                           channels);
}

LogicalResult aec::nn::checkCount(std::optional<Location> loc, StringRef op,
                                  const Window &window, Size2 size,
                                  Size2 found) {
  Size2 expected = window.count(size);
  if (expected == found)
    return success();
  return emitOptionalError(
      loc, "'", op, "' op expected a gradient of ", expected[0], " x ",
      expected[1], " pixels, which the window gives of ", size[0], " x ",
      size[1], ", found ", found[0], " x ", found[1]);
}

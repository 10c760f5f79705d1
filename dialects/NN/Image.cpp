//===- Image.cpp - Images, and windows that slide over them ---------------===//
#include "dialects/NN/Image.h"

using namespace mlir;
using namespace aec::nn;

#include "dialects/NN/NNImageInterfaces.cpp.inc"

static ArrayRef<int64_t> sizesOf(Type type) {
  return cast<RankedTensorType>(type).getShape();
}

ImageShape ImageShape::get(Type type, bool channelsLast) {
  ArrayRef<int64_t> s = sizesOf(type);
  if (channelsLast)
    return {s[0], s[3], {s[1], s[2]}};
  return {s[0], s[1], {s[2], s[3]}};
}

RankedTensorType ImageShape::type(Type element, bool channelsLast) const {
  if (channelsLast)
    return RankedTensorType::get({batch, size[0], size[1], channels}, element);
  return RankedTensorType::get({batch, channels, size[0], size[1]}, element);
}

WeightShape WeightShape::get(Type type, bool channelsLast) {
  ArrayRef<int64_t> s = sizesOf(type);
  if (channelsLast)
    return {s[3], s[2], {s[0], s[1]}};
  return {s[0], s[1], {s[2], s[3]}};
}

RankedTensorType WeightShape::type(Type element, bool channelsLast) const {
  if (channelsLast)
    return RankedTensorType::get({kernel[0], kernel[1], in, out}, element);
  return RankedTensorType::get({out, in, kernel[0], kernel[1]}, element);
}

LogicalResult aec::nn::checkNumbers(std::optional<Location> loc, StringRef op,
                                    StringRef what, ArrayRef<int64_t> numbers,
                                    size_t count, int64_t least) {
  if (numbers.size() == count && llvm::all_of(numbers, [&](int64_t number) {
        return number >= least && number <= maxWindowNumber;
      }))
    return success();
  std::string found;
  llvm::raw_string_ostream stream(found);
  llvm::interleaveComma(numbers, stream);
  return emitOptionalError(loc, "'", op, "' op expected ", what, " of ", count,
                           " numbers from ", least, " to ", maxWindowNumber,
                           ", found [", found, "]");
}

FailureOr<Window> aec::nn::makeWindow(std::optional<Location> loc, StringRef op,
                                      DenseI64ArrayAttr strides,
                                      DenseI64ArrayAttr padding,
                                      DenseI64ArrayAttr dilation) {
  Window window;
  auto take = [&](auto &to, DenseI64ArrayAttr from, StringRef what,
                  int64_t least) -> LogicalResult {
    if (!from)
      return success();
    if (failed(checkNumbers(loc, op, what, from, to.size(), least)))
      return failure();
    llvm::copy(from.asArrayRef(), to.begin());
    return success();
  };
  if (failed(take(window.strides, strides, "strides", 1)) ||
      failed(take(window.padding, padding, "padding (top, bottom, left, right)",
                  0)) ||
      failed(take(window.dilation, dilation, "dilation", 1)))
    return failure();
  return window;
}

LogicalResult aec::nn::checkFits(std::optional<Location> loc, StringRef op,
                                 const Window &window, Size2 size) {
  for (unsigned axis : {0u, 1u}) {
    if (window.count(axis, size[axis]) > 0)
      continue;
    int64_t padded = size[axis] + window.low(axis) + window.high(axis);
    return emitOptionalError(
        loc, "'", op, "' op has a window of ", window.extent(axis), " (kernel ",
        window.kernel[axis], ", dilation ", window.dilation[axis],
        ") along the ", axis == 0 ? "height" : "width",
        ", larger than the padded input of ", padded,
        "; use a smaller kernel or more padding");
  }
  return success();
}

LogicalResult aec::nn::checkImage(std::optional<Location> loc, StringRef op,
                                  StringRef what, Type type,
                                  bool channelsLast) {
  if (cast<RankedTensorType>(type).getRank() == 4)
    return success();
  return emitOptionalError(loc, "'", op, "' op expected ", what, " of rank 4, ",
                           channelsLast ? "[B, H, W, C]" : "[B, C, H, W]",
                           ", found ", type);
}

ArrayRef<int64_t> aec::nn::layoutPermutation(ImageRole role,
                                             bool channelsLast) {
  static constexpr int64_t image[2][4] = {{0, 3, 1, 2}, {0, 2, 3, 1}};
  static constexpr int64_t weight[2][4] = {{3, 2, 0, 1}, {2, 3, 1, 0}};
  if (role == ImageRole::Other)
    return {};
  return role == ImageRole::Image ? image[channelsLast] : weight[channelsLast];
}

static Type permuted(Type type, ArrayRef<int64_t> permutation) {
  if (permutation.empty())
    return type;
  auto tensor = cast<RankedTensorType>(type);
  SmallVector<int64_t> shape;
  for (int64_t dim : permutation)
    shape.push_back(tensor.getDimSize(dim));
  return RankedTensorType::get(shape, tensor.getElementType());
}

Operation *aec::nn::inOtherLayout(OpBuilder &builder, Operation *op,
                                  ValueRange operands) {
  auto image = cast<ImageOpInterface>(op);
  bool channelsLast = !image.isChannelsLast();
  Operation *other = builder.clone(*op);
  other->setOperands(operands);
  if (channelsLast)
    other->setAttr("channels_last", builder.getUnitAttr());
  else
    other->removeAttr("channels_last");
  for (OpResult result : other->getResults()) {
    unsigned value = op->getNumOperands() + result.getResultNumber();
    result.setType(
        permuted(result.getType(),
                 layoutPermutation(image.getRole(value), channelsLast)));
  }
  return other;
}

//===- Images.cpp - What ops on images share ------------------------------===//
#include "dialects/NN/Images.h"
#include "dialects/NN/NumberSyntax.h"
#include "dialects/NN/Syntax.h"
#include "dialects/NN/WordSyntax.h"

using namespace mlir;
using namespace aec::nn;

#define GET_OP_CLASSES
#include "dialects/NN/NNImages.cpp.inc"

Window aec::nn::poolWindow(ArrayRef<int64_t> kernel,
                           std::optional<ArrayRef<int64_t>> strides,
                           ArrayRef<int64_t> padding) {
  Window window;
  llvm::copy(kernel, window.kernel.begin());
  llvm::copy(strides.value_or(kernel), window.strides.begin());
  llvm::copy(padding, window.padding.begin());
  return window;
}

FailureOr<Window> aec::nn::makePoolWindow(std::optional<Location> loc,
                                          StringRef op,
                                          ArrayRef<int64_t> kernel,
                                          DenseI64ArrayAttr strides,
                                          DenseI64ArrayAttr padding) {
  if (failed(checkNumbers(loc, op, "a kernel", kernel, 2, 1)))
    return failure();
  FailureOr<Window> window = makeWindow(loc, op, strides, padding, {});
  if (failed(window))
    return failure();
  llvm::copy(kernel, window->kernel.begin());
  if (!strides)
    window->strides = window->kernel;
  for (unsigned axis : {0u, 1u})
    if (std::max(window->low(axis), window->high(axis)) >= kernel[axis])
      return emitOptionalError(
          loc, "'", op, "' op expected padding smaller than the kernel, ",
          kernel[axis], " along the ", axis == 0 ? "height" : "width",
          ", found ", window->low(axis), " and ", window->high(axis),
          ": a window would lie in the padding alone");
  return window;
}

RankedTensorType aec::nn::withSize(Type image, Size2 size, bool channelsLast) {
  auto shape = ImageShape::get(image, channelsLast);
  shape.size = size;
  return shape.type(getElementTypeOrSelf(image), channelsLast);
}

FailureOr<RankedTensorType>
aec::nn::inferPooled(std::optional<Location> loc, StringRef op, Type image,
                     ArrayRef<int64_t> kernel, DenseI64ArrayAttr strides,
                     DenseI64ArrayAttr padding, bool channelsLast) {
  if (failed(checkImage(loc, op, "an input", image, channelsLast)))
    return failure();
  FailureOr<Window> window = makePoolWindow(loc, op, kernel, strides, padding);
  if (failed(window))
    return failure();
  Size2 size = ImageShape::get(image, channelsLast).size;
  if (failed(checkFits(loc, op, *window, size)))
    return failure();
  RankedTensorType type = withSize(image, window->count(size), channelsLast);
  if (failed(checkSize(loc, op, type)))
    return failure();
  return type;
}

LogicalResult aec::nn::checkType(std::optional<Location> loc, StringRef op,
                                 StringRef what, Type expected, Type found) {
  if (expected == found)
    return success();
  return emitOptionalError(loc, "'", op, "' op expected ", what, " of type ",
                           expected, ", found ", found);
}

FailureOr<Size2> aec::nn::inferBordered(std::optional<Location> loc,
                                        StringRef op, Type image,
                                        ArrayRef<int64_t> border, int sign,
                                        bool channelsLast) {
  if (failed(checkImage(loc, op, "an input", image, channelsLast)) ||
      failed(checkNumbers(loc, op, "a border (top, bottom, left, right)",
                          border, 4, 0)))
    return failure();
  Size2 size = ImageShape::get(image, channelsLast).size;
  for (unsigned axis : {0u, 1u})
    size[axis] += sign * (border[2 * axis] + border[2 * axis + 1]);
  return size;
}

/// The shape as nn.reshape writes it.
static SmallVector<int64_t> reshapeTo(ArrayRef<int64_t> sizes) {
  SmallVector<int64_t> shape(sizes);
  if (ShapedType::isDynamic(shape.front()))
    shape.front() = -1;
  return shape;
}

Value aec::nn::asImage(OpBuilder &builder, Location loc, Value signal) {
  ArrayRef<int64_t> s = cast<RankedTensorType>(signal.getType()).getShape();
  return ReshapeOp::create(builder, loc, signal,
                           reshapeTo({s[0], s[1], 1, s[2]}));
}

Value aec::nn::asSignal(OpBuilder &builder, Location loc, Value image) {
  ArrayRef<int64_t> s = cast<RankedTensorType>(image.getType()).getShape();
  return ReshapeOp::create(builder, loc, image, reshapeTo({s[0], s[1], s[3]}));
}

LogicalResult aec::nn::checkSignal(std::optional<Location> loc, StringRef op,
                                   StringRef what, Type type) {
  if (cast<RankedTensorType>(type).getRank() == 3)
    return success();
  return emitOptionalError(loc, "'", op, "' op expected ", what,
                           " of rank 3, [B, C, L], found ", type);
}

LogicalResult aec::nn::checkNumber(std::optional<Location> loc, StringRef op,
                                   StringRef what, int64_t number,
                                   int64_t least) {
  if (number >= least && number <= maxWindowNumber)
    return success();
  return emitOptionalError(loc, "'", op, "' op expected ", what, " from ",
                           least, " to ", maxWindowNumber, ", found ", number);
}

FailureOr<RankedTensorType>
aec::nn::inferPooledSignal(std::optional<Location> loc, StringRef op,
                           Type signal, int64_t kernel, IntegerAttr strides,
                           DenseI64ArrayAttr padding) {
  if (failed(checkSignal(loc, op, "an input", signal)) ||
      failed(checkNumber(loc, op, "a kernel", kernel, 1)) ||
      (strides &&
       failed(checkNumber(loc, op, "strides", strides.getInt(), 1))) ||
      (padding &&
       failed(checkNumbers(loc, op, "padding (begin, end)", padding, 2, 0))))
    return failure();
  auto type = cast<RankedTensorType>(signal);
  Builder builder(type.getContext());
  SignalWindow window(builder, kernel,
                      strides ? std::optional(strides.getInt()) : std::nullopt,
                      padding ? padding.asArrayRef() : ArrayRef<int64_t>{0, 0});
  ArrayRef<int64_t> s = type.getShape();
  FailureOr<RankedTensorType> pooled = inferPooled(
      loc, op,
      RankedTensorType::get({s[0], s[1], 1, s[2]}, type.getElementType()),
      window.kernel, window.strides, window.padding, false);
  if (failed(pooled))
    return failure();
  return RankedTensorType::get({s[0], s[1], pooled->getDimSize(3)},
                               type.getElementType());
}

SignalWindow::SignalWindow(Builder &builder, int64_t kernel,
                           std::optional<int64_t> strides,
                           ArrayRef<int64_t> padding)
    : kernel(builder.getDenseI64ArrayAttr({1, kernel})),
      strides(builder.getDenseI64ArrayAttr({1, strides.value_or(kernel)})),
      padding(builder.getDenseI64ArrayAttr({0, 0, padding[0], padding[1]})) {}

LogicalResult aec::nn::checkChannels(std::optional<Location> loc, StringRef op,
                                     RankedTensorType type) {
  bool pixels = type.getRank() == 3 || type.getRank() == 4;
  for (int64_t size :
       type.getShape().drop_front(std::min<int64_t>(2, type.getRank())))
    pixels &= size > 0;
  if (pixels)
    return success();
  return emitOptionalError(loc, "'", op, "' op expected an input [B, C, H, W] ",
                           "or [B, C, L] with pixels, found ", type);
}

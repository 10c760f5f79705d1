//===- Image.h - Images, and windows that slide over them -----------------===//
//
// What convolutions, pooling and layers share: the sizes of an image in either
// layout, and the one place where windows are checked. Numbers of a window are
// at most 2^20 and sizes 2^40, so that no sum or product here overflows.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_DIALECTS_NN_IMAGE_H
#define AEC_DIALECTS_NN_IMAGE_H

#include "dialects/NN/NN.h"
#include <array>

namespace aec::nn {

/// How a value's dimensions change with `channels_last`.
enum class ImageRole {
  Image,  ///< [B, C, H, W] or [B, H, W, C]
  Weight, ///< [O, I, kh, kw] or [kh, kw, I, O]
  Other   ///< the same in both
};

/// [height, width].
using Size2 = std::array<int64_t, 2>;

/// Sizes of an image in either layout; the batch may be dynamic.
struct ImageShape {
  int64_t batch, channels;
  Size2 size;

  /// `type` has rank 4.
  static ImageShape get(mlir::Type type, bool channelsLast);
  mlir::RankedTensorType type(mlir::Type element, bool channelsLast) const;
};

/// Sizes of a convolution's weight in either layout; `in` is of one group.
struct WeightShape {
  int64_t out, in;
  Size2 kernel;

  static WeightShape get(mlir::Type type, bool channelsLast);
  mlir::RankedTensorType type(mlir::Type element, bool channelsLast) const;
};

/// A window and its steps.
struct Window {
  Size2 kernel{1, 1}, strides{1, 1}, dilation{1, 1};
  /// top, bottom, left, right
  std::array<int64_t, 4> padding{0, 0, 0, 0};

  int64_t low(unsigned axis) const { return padding[2 * axis]; }
  int64_t high(unsigned axis) const { return padding[2 * axis + 1]; }
  /// Pixels from the first to the last one read.
  int64_t extent(unsigned axis) const {
    return dilation[axis] * (kernel[axis] - 1) + 1;
  }
  /// How many windows fit into `size` pixels; below 1 where none does.
  int64_t count(unsigned axis, int64_t size) const {
    int64_t room = size + low(axis) + high(axis) - extent(axis);
    return room < 0 ? 0 : room / strides[axis] + 1;
  }
  Size2 count(Size2 size) const {
    return {count(0, size[0]), count(1, size[1])};
  }
  /// Whether every pixel of an image of `size` is in exactly one window.
  bool tiles(Size2 size) const {
    return kernel == strides && dilation == Size2{1, 1} &&
           llvm::all_of(padding, [](int64_t p) { return p == 0; }) &&
           size[0] % kernel[0] == 0 && size[1] % kernel[1] == 0;
  }
};

/// All sizes of a convolution.
struct ConvolutionShape {
  int64_t batch;
  int64_t groups;
  /// Channels of the image and of the result, of all groups.
  int64_t in, out;
  Size2 inputSize, outputSize;
  Window window;
};

/// Largest number of a window (stride, padding, dilation, kernel).
constexpr int64_t maxWindowNumber = int64_t(1) << 20;

/// Checks that `what` are `count` numbers from `least` to maxWindowNumber.
llvm::LogicalResult checkNumbers(std::optional<mlir::Location> loc,
                                 llvm::StringRef op, llvm::StringRef what,
                                 llvm::ArrayRef<int64_t> numbers, size_t count,
                                 int64_t least);
/// Checks strides, padding and dilation and makes a window of them; null
/// attributes are defaults.
mlir::FailureOr<Window> makeWindow(std::optional<mlir::Location> loc,
                                   llvm::StringRef op,
                                   mlir::DenseI64ArrayAttr strides,
                                   mlir::DenseI64ArrayAttr padding,
                                   mlir::DenseI64ArrayAttr dilation);
/// Checks that a window fits into an image of `size`.
llvm::LogicalResult checkFits(std::optional<mlir::Location> loc,
                              llvm::StringRef op, const Window &window,
                              Size2 size);
/// Checks that an image has rank 4; `what` names it.
llvm::LogicalResult checkImage(std::optional<mlir::Location> loc,
                               llvm::StringRef op, llvm::StringRef what,
                               mlir::Type type, bool channelsLast);

/// The nn.transpose that brings a value into the layout; empty for Other.
llvm::ArrayRef<int64_t> layoutPermutation(ImageRole role, bool channelsLast);
/// Clones `op` on `operands` with `channels_last` toggled.
mlir::Operation *inOtherLayout(mlir::OpBuilder &builder, mlir::Operation *op,
                               mlir::ValueRange operands);

} // namespace aec::nn

#include "dialects/NN/NNImageInterfaces.h.inc"

#endif // AEC_DIALECTS_NN_IMAGE_H

//===- PaddedImage.h - Rows of an image with what lies around them --------===//
//
// Convolutions read a copy of some rows of one image with zeros around, in
// scratch that stays in the cache: an element is copied once and read once a
// tap and channel; clipped loops would cost a branch a row of taps and tiles of many widths.
// Where nothing lies outside, the image itself is read.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TARGET_CPU_PADDEDIMAGE_H
#define AEC_LIB_TARGET_CPU_PADDEDIMAGE_H

#include "ConvolutionAxis.h"
#include "Emitter.h"

namespace aec::cpu {

/// An axis (0: height, 1: width) of a convolution as loops over its result; of
/// a weight gradient, over the convolution's result.
ConvolutionAxis axisOf(ConvolutionOp op, unsigned axis);

/// One strip of positions of the height of an image [B, H, W, C] at a time, as
/// a memref of one dimension.
class PaddedImage {
public:
  /// `image`: a memref. `columns`: first position and the end along the width.
  PaddedImage(Emitter &emitter, mlir::Value image,
              const ConvolutionAxis &height, const ConvolutionAxis &width);

  /// Strips of all positions of the height.
  int64_t strips() const { return stripCount; }
  /// Makes the scratch, at the start of a piece.
  void allocate();
  /// Brings strip `strip` of image `batch` in; positions of the height are then
  /// in [first, last).
  void load(mlir::Value batch, mlir::Value strip);
  mlir::Value first, last;

  /// The memory, and the index of channel 0 of a source pixel.
  mlir::Value memory;
  mlir::Value indexOf(mlir::Value row, mlir::Value column);
  /// Elements between two pixels and two rows.
  int64_t channels() const { return depth; }
  int64_t rowPitch() const { return isDirect ? sizeW * depth : pitch; }

private:
  void copyRow(mlir::Value batch, mlir::Value source, mlir::Value target);
  void zero(mlir::Value from, int64_t count);

  Emitter &e;
  mlir::Value image;
  mlir::Type element;
  int64_t sizeH, sizeW, depth;
  /// Positions of the height, of a strip, and source pixels of a strip.
  int64_t begin, end, stripRows, stripCount;
  int64_t inStride, lowRow, highRow;
  /// Source columns [lowColumn, lowColumn + width) are in the copy.
  int64_t lowColumn, width, pitch;
  bool isDirect;
  mlir::Value origin;
};

} // namespace aec::cpu

#endif // AEC_LIB_TARGET_CPU_PADDEDIMAGE_H

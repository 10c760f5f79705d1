//===- Images.h - What lowerings of ops on images are written with --------===//
//
// Images as [B, G, C/G, H, W] or [B, H, W, G, C/G], weights as [G, O/G, I, kh,
// kw] or [kh, kw, I, G, O/G]: groups are a dimension, so that every indexing
// map is made of loops and windows alone. Expanding and collapsing moves
// nothing.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_CONVERSION_NNTOLINALG_IMAGES_H
#define AEC_LIB_CONVERSION_NNTOLINALG_IMAGES_H

#include "Tensors.h"
#include "dialects/NN/Image.h"

namespace aec::nn {

/// First of the two dimensions of pixels of an image of rank 4.
inline unsigned pixelDim(bool channelsLast) { return channelsLast ? 1 : 2; }

/// Dimension `dim` as [groups, size / groups].
mlir::Value splitDim(mlir::OpBuilder &builder, mlir::Location loc,
                     mlir::Value tensor, unsigned dim, int64_t groups);
/// Dimensions `dim` and `dim` + 1 as one.
mlir::Value mergeDims(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::Value tensor, unsigned dim);

/// A tensor filled with `value`, of `size` pixels, that holds the image from
/// `low` on, its pixels `strides` apart.
mlir::Value spreadPixels(mlir::OpBuilder &builder, mlir::Location loc,
                         mlir::Value image, Size2 size, Size2 low,
                         Size2 strides, double value, bool channelsLast);
/// The image with the window's padding around it.
mlir::Value padPixels(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::Value image, const Window &window, double value,
                      bool channelsLast);

/// The results of windows in a frame where pixel p of an image of `size` finds
/// those that read it: the one that reads it at place i lies at `meet`(p, i).
/// `value` stands where no window starts.
mlir::Value spreadWindows(mlir::OpBuilder &builder, mlir::Location loc,
                          mlir::Value results, Size2 size, const Window &window,
                          double value, bool channelsLast);
mlir::AffineExpr meet(const Window &window, unsigned axis,
                      mlir::AffineExpr pixel, mlir::AffineExpr place);

} // namespace aec::nn

#endif // AEC_LIB_CONVERSION_NNTOLINALG_IMAGES_H

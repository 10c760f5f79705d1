//===- Pools.h - The loops of windows over channels -----------------------===//
//
// As linalg's named pooling ops, a tensor without values gives the loops over
// the window their length. Loops are b, c, y, x, i, j, or b, y, x, i, j, c
// where channels are contiguous.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_CONVERSION_NNTOLINALG_POOLS_H
#define AEC_LIB_CONVERSION_NNTOLINALG_POOLS_H

#include "Images.h"

namespace aec::nn {

/// Builds the values that replace `outs` at one place: `elements` are those of
/// the inputs, `soFar` those of the outs, `place` is i * width + j in the
/// window.
using PoolBody = llvm::function_ref<llvm::SmallVector<mlir::Value>(
    mlir::OpBuilder &, mlir::Location, mlir::ValueRange elements,
    mlir::ValueRange soFar, llvm::function_ref<mlir::Value()> place)>;

/// Visits the windows of padded images: inputs at (y * stride + i, x * stride +
/// j), outs at (y, x).
llvm::SmallVector<mlir::Value>
buildPool(mlir::OpBuilder &builder, mlir::Location loc, mlir::ValueRange inputs,
          mlir::ValueRange outs, const Window &window, bool channelsLast,
          PoolBody body);
/// Visits, for each pixel (y, x) of `out`, the windows that read it at (i, j):
/// inputs are spread as `spreadWindows` does.
mlir::Value buildUnpool(mlir::OpBuilder &builder, mlir::Location loc,
                        mlir::ValueRange inputs, mlir::Value out,
                        const Window &window, bool channelsLast, PoolBody body);

/// A tensor of `type`, the batch that of `like`, filled with `value`.
mlir::Value filledLike(mlir::OpBuilder &builder, mlir::Location loc,
                       mlir::RankedTensorType type, mlir::Value like,
                       double value);
/// Whether a window's element takes the place of the largest so far, so that
/// the first of equal ones stays and a NaN does, as PyTorch's.
mlir::Value isLarger(mlir::OpBuilder &builder, mlir::Location loc,
                     mlir::Value element, mlir::Value largest);
/// soFar + element / (elements of the window).
llvm::SmallVector<mlir::Value> addShare(mlir::OpBuilder &builder,
                                        mlir::Location loc, mlir::Value element,
                                        mlir::Value soFar,
                                        const Window &window);

} // namespace aec::nn

#endif // AEC_LIB_CONVERSION_NNTOLINALG_POOLS_H

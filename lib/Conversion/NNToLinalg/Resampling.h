//===- Resampling.h - Pixels repeated, interpolated, and summed up --------===//
//
// Interpolation is a product with a matrix along each dimension, made of the
// weights' formula; its adjoint reads the same matrix the other way, so that
// the two cannot disagree. Two of a row's elements are not zero: the price of a
// readable oracle.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_CONVERSION_NNTOLINALG_RESAMPLING_H
#define AEC_LIB_CONVERSION_NNTOLINALG_RESAMPLING_H

#include "Images.h"

namespace aec::nn {

/// Every pixel `factors` times along each dimension.
mlir::Value repeatPixels(mlir::OpBuilder &builder, mlir::Location loc,
                         mlir::Value image, llvm::ArrayRef<int64_t> factors,
                         bool channelsLast);
/// The adjoint: sums of `factors` pixels.
mlir::Value sumPixels(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::Value image, llvm::ArrayRef<int64_t> factors,
                      bool channelsLast);
/// Bilinear interpolation, `factors` times as large.
mlir::Value interpolate(mlir::OpBuilder &builder, mlir::Location loc,
                        mlir::Value image, llvm::ArrayRef<int64_t> factors,
                        bool channelsLast);
/// Its adjoint, `factors` times as small.
mlir::Value interpolateAdjoint(mlir::OpBuilder &builder, mlir::Location loc,
                               mlir::Value image,
                               llvm::ArrayRef<int64_t> factors,
                               bool channelsLast);

} // namespace aec::nn

#endif // AEC_LIB_CONVERSION_NNTOLINALG_RESAMPLING_H

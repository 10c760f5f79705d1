//===- Convolutions.h - The loops of a convolution ------------------------===//
//
// The three ops are one sum over b, o, y, x, c, i, j read three ways. The order
// of the loops puts a dimension innermost along which memory is contiguous and
// that is no reduction where there is one, so that plain loops vectorise.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_CONVERSION_NNTOLINALG_CONVOLUTIONS_H
#define AEC_LIB_CONVERSION_NNTOLINALG_CONVOLUTIONS_H

#include "Images.h"

namespace aec::nn {

/// The loops, by name: sample, group, output and input channel of the group,
/// pixel (of the result or of the image), place in the window.
struct ConvolutionLoops {
  mlir::AffineExpr b, g, o, c, y, x, i, j;

  /// `order` lists the names from the outermost loop on.
  ConvolutionLoops(llvm::StringRef order, mlir::MLIRContext *context);

  using Exprs = llvm::SmallVector<mlir::AffineExpr>;
  /// Index of a pixel of a grouped image, at `row` and `column`.
  Exprs image(mlir::AffineExpr channel, mlir::AffineExpr row,
              mlir::AffineExpr column, bool channelsLast) const;
  /// Index of a grouped weight.
  Exprs weight(bool channelsLast) const;
};

/// sum of lhs[lhsAt] * rhs[rhsAt] at resultAt over the loops `resultAt` lacks;
/// `zeros` is what is added to.
mlir::Value buildProductSum(mlir::OpBuilder &builder, mlir::Location loc,
                            mlir::Value lhs, mlir::Value rhs, mlir::Value zeros,
                            llvm::ArrayRef<mlir::AffineExpr> lhsAt,
                            llvm::ArrayRef<mlir::AffineExpr> rhsAt,
                            llvm::ArrayRef<mlir::AffineExpr> resultAt);

/// Dimensions of images and weights that are split into groups.
inline unsigned channelDim(bool channelsLast) { return channelsLast ? 3 : 1; }
inline unsigned outDim(bool channelsLast) { return channelsLast ? 3 : 0; }

} // namespace aec::nn

#endif // AEC_LIB_CONVERSION_NNTOLINALG_CONVOLUTIONS_H

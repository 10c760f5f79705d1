//===- Tables.h - Constants of two dimensions -----------------------------===//
#ifndef AEC_LIB_CONVERSION_NNTOLINALG_TABLES_H
#define AEC_LIB_CONVERSION_NNTOLINALG_TABLES_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/PatternMatch.h"

namespace aec::nn {

/// Replaces `op` by a constant of its type, `entry`(row, column) each: computed
/// once, by the compiler, in f64.
inline void replaceByTable(mlir::PatternRewriter &rewriter, mlir::Operation *op,
                           llvm::function_ref<double(int64_t, int64_t)> entry) {
  auto type = mlir::cast<mlir::RankedTensorType>(op->getResult(0).getType());
  llvm::SmallVector<mlir::Attribute> entries;
  for (int64_t i = 0; i < type.getDimSize(0); ++i)
    for (int64_t j = 0; j < type.getDimSize(1); ++j)
      entries.push_back(
          rewriter.getFloatAttr(type.getElementType(), entry(i, j)));
  rewriter.replaceOpWithNewOp<mlir::arith::ConstantOp>(
      op, mlir::DenseElementsAttr::get(type, entries));
}

} // namespace aec::nn

#endif // AEC_LIB_CONVERSION_NNTOLINALG_TABLES_H

//===- ProductPlaces.h - Where a product reads and writes -----------------===//
//
// Tiles count rows and matrices from 0 up; memory has as many dimensions as the
// definition wrote. Rows of [B, T, K] are B * T, so that a short T wastes no
// tile, and heads are walked where they lie, without a transposed copy.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TARGET_CPU_PRODUCTPLACES_H
#define AEC_LIB_TARGET_CPU_PRODUCTPLACES_H

#include "Emitter.h"

namespace aec::cpu {

class ProductPlaces {
public:
  using Indices = llvm::SmallVector<mlir::Value>;

  /// Computes all extents, at the builder's place: before parallel regions.
  explicit ProductPlaces(Emitter &emitter);

  /// Rows of a matrix, and how many matrices there are (1: a constant).
  mlir::Value rows() const { return rowCount; }
  mlir::Value matrices() const { return matrixCount; }
  /// Number of terms of a sum.
  mlir::Value depth() const { return termCount; }

  mlir::Value lhs() const { return left; }
  mlir::Value rhs() const { return right; }

  /// What follows is emitted for this matrix.
  void enter(mlir::Value matrix);
  /// A place of the domain.
  Indices at(mlir::Value row, mlir::Value column);
  /// Entries of the operands; `sums`: an index for each summed dimension.
  Indices lhsAt(llvm::ArrayRef<mlir::Value> place,
                llvm::ArrayRef<mlir::Value> sums) const;
  Indices rhsAt(mlir::Value column, llvm::ArrayRef<mlir::Value> sums) const;
  /// Indices of the summed dimensions for the term numbered `flat`.
  Indices sumsAt(mlir::Value flat);
  /// Folds `body` over all terms, in order.
  using FoldBody = llvm::function_ref<Indices(llvm::ArrayRef<mlir::Value> sums,
                                              mlir::ValueRange soFar)>;
  Indices sum(mlir::ValueRange inits, FoldBody body);

  /// Whether to walk all panels for a row of tiles, or all rows for a panel.
  /// The latter reads the left operand once a panel, the former the right one
  /// once a row of tiles: better where the right one stays in the cache and the
  /// left one has the long rows, as in the weight gradient of a wide input. The
  /// depth, a batch there, may be known at run time only.
  mlir::Value walksByRows();

private:
  void joinSums();
  void spread(mlir::Value flat, llvm::ArrayRef<unsigned> dims, Indices &place);
  mlir::Value count(llvm::ArrayRef<unsigned> dims);
  Indices sumFrom(Indices sums, mlir::ValueRange inits, FoldBody body);

  Emitter &e;
  const Contraction &product;
  mlir::Value left, right;
  llvm::SmallVector<unsigned> leftAt, rightAt;
  Indices sumExtents, outer;
  mlir::Value rowCount, matrixCount, termCount;
};

} // namespace aec::cpu

#endif // AEC_LIB_TARGET_CPU_PRODUCTPLACES_H

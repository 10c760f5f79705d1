//===- ProductOperands.h - What a product's tiles are made of -------------===//
//
// Rows times columns over a depth, of matrices or of a convolution: tiles count
// from 0 up, this says where an element lies. A convolution is an implicit
// product, which reads the image where it lies (no im2col); a data gradient has
// a matrix for each residue of the stride (ConvolutionAxis), so that no product
// with an inserted zero is computed.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TARGET_CUDA_PRODUCTOPERANDS_H
#define AEC_LIB_TARGET_CUDA_PRODUCTOPERANDS_H

#include "../CPU/Kernels/Emitter.h"
#include "ProductTiles.h"

#include <memory>

namespace aec::cuda {

/// An element of an operand; 0 where `inside` is there and does not hold, and
/// then the indices are still those of an element.
struct Entry {
  mlir::Value memory;
  llvm::SmallVector<mlir::Value> indices;
  mlir::Value inside;
};

/// How an operand lies in memory.
struct OperandLayout {
  /// Terms are neighbours, else rows or columns.
  bool depthLast;
  /// How many neighbours one access may read.
  int64_t vector;
};

class ProductOperands {
public:
  /// For a payload that is a product or a convolution.
  static std::unique_ptr<ProductOperands> create(cpu::Emitter &emitter);
  virtual ~ProductOperands() = default;

  /// Extents of the largest matrix.
  mlir::Value rows, depth, matrices;
  int64_t columns;
  OperandLayout lhs, rhs;

  /// What follows is emitted for this matrix.
  virtual void enter(mlir::Value matrix) = 0;
  /// Extents of this one.
  virtual mlir::Value rowsHere() { return rows; }
  virtual mlir::Value depthHere() { return depth; }
  virtual Entry lhsAt(mlir::Value row, mlir::Value term) = 0;
  virtual Entry rhsAt(mlir::Value term, mlir::Value column) = 0;
  /// The place of the domain.
  virtual llvm::SmallVector<mlir::Value> place(mlir::Value row,
                                               mlir::Value column) = 0;
};

/// Extents of a payload's product, from its types alone.
ProductSize sizeOfProduct(const cpu::Payload &payload);
/// The op whose result the sums are.
mlir::Value resultOfProduct(const cpu::Payload &payload);

std::unique_ptr<ProductOperands> createMatrices(cpu::Emitter &emitter);
std::unique_ptr<ProductOperands> createConvolution(cpu::Emitter &emitter);
std::unique_ptr<ProductOperands> createWeightGradient(cpu::Emitter &emitter);
ProductSize sizeOfConvolution(cpu::ConvolutionOp op);

/// 4 where four neighbours of `memory` from every fourth of `extent` (kDynamic:
/// none) on may be read at once: all memory begins at whole lines.
int64_t vectorOf(mlir::Value memory, int64_t extent);
/// Indices of a place that `flat` counts, as `spread`, by 32-bit divisions:
/// rows, and terms, of one product are fewer than 2^32.
llvm::SmallVector<mlir::Value>
spreadNarrow(cpu::Emitter &e, mlir::Value flat,
             llvm::ArrayRef<mlir::Value> extents);

} // namespace aec::cuda

#endif // AEC_LIB_TARGET_CUDA_PRODUCTOPERANDS_H

//===- TileUnits.h - Who multiplies a block's tile ------------------------===//
//
// Between shared memory and the numbers that a thread keeps: which part of the
// tile a thread has, how it reads the terms, where its sums belong.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TARGET_CUDA_TILEUNITS_H
#define AEC_LIB_TARGET_CUDA_TILEUNITS_H

#include "TileLoader.h"

namespace aec::cuda {

class TileUnits {
public:
  virtual ~TileUnits() = default;

  /// Elements from a term to the next in shared memory.
  virtual int64_t pitchOf(int64_t extent) const = 0;
  /// What a thread's sums begin with.
  virtual llvm::SmallVector<mlir::Value> zeros() = 0;
  /// Adds the products of one step; `at`: where it begins in both tiles.
  virtual llvm::SmallVector<mlir::Value>
  multiply(const SharedTile &lhs, mlir::Value lhsAt, const SharedTile &rhs,
           mlir::Value rhsAt, mlir::ValueRange sums) = 0;

  /// Sums leave in pieces of equal numbers of rows, which fit in the memory of
  /// the operands.
  virtual int64_t pieces() const = 0;
  /// Puts this thread's sums of a piece into shared memory, `pitch` elements a
  /// row.
  virtual void storePiece(int64_t piece, mlir::ValueRange sums,
                          mlir::Value memory, int64_t pitch) = 0;
  /// The tile's row of a piece's row.
  virtual mlir::Value rowOf(int64_t piece, mlir::Value row) = 0;
};

/// Fused multiply-adds of f32, threadRows times threadColumns sums a thread.
std::unique_ptr<TileUnits> createMultiplyAdds(cpu::Emitter &emitter,
                                              const TileShape &shape,
                                              mlir::Type element);

/// Tensor cores, which add products of rounded numbers in f32: 16 x 8 results
/// of a warp at a time.
std::unique_ptr<TileUnits> createTensorCores(cpu::Emitter &emitter,
                                             const TileShape &shape,
                                             Precision precision);

} // namespace aec::cuda

#endif // AEC_LIB_TARGET_CUDA_TILEUNITS_H

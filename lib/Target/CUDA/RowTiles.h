//===- RowTiles.h - Operations whose blocks own rows of the batch ---------===//
//
// Where every operation of a strand reads, of what the others write, the rows
// that its own block writes, a barrier of the block is all that must stand
// between them, and the strand is one launch.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TARGET_CUDA_ROWTILES_H
#define AEC_LIB_TARGET_CUDA_ROWTILES_H

#include "Forms.h"

namespace aec::cuda {

/// Of operations, then of their launches: a part of a strand of row tiles.
constexpr llvm::StringLiteral kRowTilesAttr = "ae.row_tiles";

/// Rows of a block, and threads of a row: a warp each.
constexpr int64_t tileRows = 8, rowLanes = 32;
constexpr int64_t tileThreads = tileRows * rowLanes;

/// Longest sum of a product, whose left operand's rows are in shared memory:
/// 8 rows of 768 in f32 are 24 KiB, half of what a block has without asking.
constexpr int64_t maxTileDepth = 1024;

/// Bytes that a block would stream from the second-level cache for `op` as a
/// part of a strand of row tiles: weights, and its rows of everything else.
/// Nothing where it cannot be one: rows of the batch are all it reads and
/// writes of what is led by the batch.
std::optional<int64_t> rowTileBytes(mlir::Operation *op);

Launch launchRowTiles(cpu::Emitter &host);
void emitRowTiles(cpu::Emitter &device);

/// Who has which rows: a thread has one, `thread` of `count` that share it;
/// `row` of the block's `rows`, `place` in the leading dimensions. Nothing is
/// stored where `isInside` (null: always) does not hold.
struct RowThreads {
  int64_t count, rows;
  mlir::Value thread, row;
  llvm::SmallVector<mlir::Value> place;
  mlir::Value isInside;
};
/// Reductions and results of a row by the threads that have it.
void emitRowsBy(cpu::Emitter &device, const RowThreads &threads);

} // namespace aec::cuda

#endif // AEC_LIB_TARGET_CUDA_ROWTILES_H

//===- TileLoader.h - From global to shared memory ------------------------===//
#ifndef AEC_LIB_TARGET_CUDA_TILELOADER_H
#define AEC_LIB_TARGET_CUDA_TILELOADER_H

#include "ProductOperands.h"

namespace aec::cuda {

/// What numbers are multiplied as.
enum class Precision { F32, TF32, BF16 };

/// How a tile of terms times rows (or columns) lies in shared memory: `pitch`
/// elements from a term to the next; of BF16 an element is a pair of terms, the
/// first one in the low half.
struct SharedTile {
  mlir::Value memory;
  int64_t extent, pitch;
  Precision precision;

  int64_t elementsOfStep() const {
    return pitch * stepTerms / (precision == Precision::BF16 ? 2 : 1);
  }
};

/// Brings steps of one operand to shared memory in two halves, so that a step
/// is under way from global memory while the one before it is multiplied.
/// Neighbouring threads read neighbours in memory, four numbers at once where
/// they lie so.
class TileLoader {
public:
  using EntryAt =
      llvm::function_ref<Entry(mlir::Value index, mlir::Value term)>;

  TileLoader(cpu::Emitter &emitter, const OperandLayout &layout,
             const SharedTile &tile, int64_t threads);

  /// What this thread brings of the terms from `firstTerm` on, before `end`,
  /// and rows (or columns) from `first` on, before `bound`; 0 elsewhere.
  llvm::SmallVector<mlir::Value> load(mlir::Value firstTerm, mlir::Value end,
                                      mlir::Value first, mlir::Value bound,
                                      EntryAt entryAt);
  /// Puts it behind element `from` of the shared memory.
  void store(mlir::ValueRange values, mlir::Value from);

private:
  /// Where unit `i` of this thread stands in the tile; a unit is `terms` of
  /// `indices` neighbours.
  struct Unit {
    mlir::Value term, index;
  };
  Unit unit(int64_t i);
  mlir::Value loadOne(const Entry &entry, mlir::Value inside);
  void storeTerms(mlir::ValueRange values, mlir::Value term, mlir::Value at);
  mlir::Value rounded(mlir::Value value);
  mlir::Value paired(mlir::Value first, mlir::Value second);

  cpu::Emitter &e;
  OperandLayout layout;
  SharedTile tile;
  /// Terms and indices of a unit, and terms that one load brings.
  int64_t threads, terms, indices, termsOfLoad, units;
  mlir::Type element;
};

/// Reads and writes `width` neighbours of shared memory; `at` is a multiple of
/// it.
mlir::Value loadShared(cpu::Emitter &e, mlir::Value memory, mlir::Value at,
                       int64_t width);
void storeShared(cpu::Emitter &e, mlir::Value value, mlir::Value memory,
                 mlir::Value at);

} // namespace aec::cuda

#endif // AEC_LIB_TARGET_CUDA_TILELOADER_H

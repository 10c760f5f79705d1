//===- MemoryAccesses.h - What an operation reads and writes --------------===//
//
// Buffers are values still: two roots are two memories. Views of one root are
// apart where their static places are.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TARGET_CUDA_MEMORYACCESSES_H
#define AEC_LIB_TARGET_CUDA_MEMORYACCESSES_H

#include "mlir/IR/Operation.h"

namespace aec::cuda {

/// The allocation, argument or constant that a memref is a view of; null where
/// that is not known.
mlir::Value rootOf(mlir::Value memref);

class MemoryAccesses {
public:
  /// Those of `op`, of operations in it, and of loads that its operands are
  /// computed from.
  explicit MemoryAccesses(mlir::Operation *op);

  /// Whether the two must stay in their order.
  bool conflictWith(const MemoryAccesses &other) const;
  /// Whether all that keeps the order of the two is in whole memories led by
  /// the batch.
  bool conflictByRows(const MemoryAccesses &other) const;
  /// Whether an argument of the function that has `attribute` is written.
  bool writes(llvm::StringRef attribute) const;

  struct Access {
    mlir::Value root, memref;
    bool isWrite;
  };

private:
  void addEffects(mlir::Operation *op);
  void addLoads(mlir::Value value);
  void add(mlir::Value memref, bool isWrite);

  llvm::SmallVector<Access> accesses;
  /// It may touch anything.
  bool unknown = false;
};

} // namespace aec::cuda

#endif // AEC_LIB_TARGET_CUDA_MEMORYACCESSES_H

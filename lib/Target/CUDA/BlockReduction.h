//===- BlockReduction.h - Threads of a block add up what they have --------===//
#ifndef AEC_LIB_TARGET_CUDA_BLOCKREDUCTION_H
#define AEC_LIB_TARGET_CUDA_BLOCKREDUCTION_H

#include "../CPU/Kernels/Point.h"
#include "Forms.h"

namespace aec::cuda {

/// Combines the values of threads as a tree of halves through shared memory:
/// always the same pairs, so that sums have one order.
class BlockReduction {
public:
  /// `lanes` values at a time, each of `count` threads, a power of two.
  BlockReduction(cpu::Emitter &emitter, mlir::Type element, int64_t count,
                 int64_t lanes = 1);

  /// What all threads of `lane` hold together; `thread` is in [0, count). All
  /// threads of the block take part.
  mlir::Value reduce(const cpu::Reduction &reduction, mlir::Value value,
                     mlir::Value thread, mlir::Value lane);

private:
  cpu::Emitter &e;
  int64_t count;
  mlir::Value memory;
};

} // namespace aec::cuda

#endif // AEC_LIB_TARGET_CUDA_BLOCKREDUCTION_H

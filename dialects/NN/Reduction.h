//===- Reduction.h - What reductions share --------------------------------===//
#ifndef AEC_DIALECTS_NN_REDUCTION_H
#define AEC_DIALECTS_NN_REDUCTION_H

#include "dialects/NN/Adjoint.h"

namespace aec::nn {

/// Dimensions of a reduction's input that its result still has.
inline llvm::SmallVector<int64_t>
keptDims(int64_t rank, llvm::ArrayRef<int64_t> dims, bool keep) {
  llvm::SmallVector<int64_t> kept;
  for (int64_t i = 0; i < rank; ++i)
    if (keep || !llvm::is_contained(dims, i))
      kept.push_back(i);
  return kept;
}

/// Repeats a value of a reduction's result shape to its input's shape.
template <typename ReduceOp>
mlir::Value spread(mlir::OpBuilder &builder, ReduceOp op, mlir::Value value) {
  return BroadcastOp::create(
      builder, op.getLoc(), value, op.getInput(),
      keptDims(op.getInput().getType().getRank(), op.getDims(), op.getKeep()));
}

} // namespace aec::nn

#endif // AEC_DIALECTS_NN_REDUCTION_H

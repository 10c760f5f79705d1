//===- StepLoop.h - The reference loop of recurrences ---------------------===//
#ifndef AEC_LIB_CONVERSION_NNTOLINALG_STEPLOOP_H
#define AEC_LIB_CONVERSION_NNTOLINALG_STEPLOOP_H

#include "dialects/NN/Steps.h"

namespace aec::nn {

/// Replaces `op` by a loop over the steps of `sequences` ([B, T, F], [B, T] or
/// null) on tensors. The op's first results are the step's outputs, the others,
/// as many as are left, the last carried values.
llvm::LogicalResult lowerSteps(mlir::PatternRewriter &rewriter,
                               mlir::Operation *op, bool reverse,
                               mlir::ValueRange sequences,
                               mlir::ValueRange initials, unsigned outputs,
                               StepBuilder step);

} // namespace aec::nn

#endif // AEC_LIB_CONVERSION_NNTOLINALG_STEPLOOP_H

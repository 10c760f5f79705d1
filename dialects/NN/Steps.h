//===- Steps.h - One step of a recurrence, as nn ops ----------------------===//
//
// The formulas of a step on [B, ...] tensors: what the reference loop is made
// of, and what a gradient of a gradient is taken of, the steps written out. The
// fast path has formulas of its own (buildCell), so that the two check each
// other.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_DIALECTS_NN_STEPS_H
#define AEC_DIALECTS_NN_STEPS_H

#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Recurrent.h"

namespace aec::nn {

/// Values of a step: what is stored for it, and what the next step takes.
struct StepResult {
  llvm::SmallVector<mlir::Value> outputs, carried;
};

/// From a step's part of each sequence, [B, F] (a mask [B, 1], null where there
/// is none), and the carried values, [B, H], to the step's results.
using StepBuilder = llvm::function_ref<StepResult(
    mlir::OpBuilder &, mlir::ValueRange, mlir::ValueRange)>;

/// What does not change from step to step.
struct GruCell {
  mlir::Location loc;
  mlir::Value weight, bias;
  bool resetBefore;

  /// inputs: projected, mask; carried: h. Outputs: h', h, gates.
  StepResult forward(mlir::OpBuilder &b, mlir::ValueRange inputs,
                     mlir::ValueRange carried) const;
  /// inputs: grad, previous, gates, mask; carried: dh. Outputs: d_projected,
  /// d_hidden.
  StepResult backward(mlir::OpBuilder &b, mlir::ValueRange inputs,
                      mlir::ValueRange carried) const;
};

struct LstmCell {
  mlir::Location loc;
  mlir::Value weight;

  /// inputs: projected, mask; carried: h, c. Outputs: h', c', h, gates.
  StepResult forward(mlir::OpBuilder &b, mlir::ValueRange inputs,
                     mlir::ValueRange carried) const;
  /// inputs: grad, gates, grad_cells or null, mask; carried: dh, dc. Outputs:
  /// d_projected.
  StepResult backward(mlir::OpBuilder &b, mlir::ValueRange inputs,
                      mlir::ValueRange carried) const;
};

/// The steps one behind another as nn ops. `sequences`: [B, T, F], [B, T] or
/// null. Returns the outputs as sequences and the last carried values.
StepResult unroll(mlir::OpBuilder &builder, mlir::Location loc, bool reverse,
                  mlir::ValueRange sequences, mlir::ValueRange initials,
                  StepBuilder step);

/// The adjoint of a recurrence's op by way of its steps written out: what a
/// gradient of a gradient is taken with. `unrolled` makes all results of the op
/// from its operands (null where an operand is not there).
void buildUnrolledAdjoint(
    AdjointBuilder &adjoint, mlir::Operation *op,
    llvm::function_ref<llvm::SmallVector<mlir::Value>(mlir::ValueRange)>
        unrolled);

/// Zeros, [B, H], for the batch of `sequence`: [B, ...] and the H columns of
/// `weight`.
mlir::Value zeroState(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::Value sequence, mlir::Value weight);

} // namespace aec::nn

#endif // AEC_DIALECTS_NN_STEPS_H

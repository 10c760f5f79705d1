//===- Recurrent.h - Recurrences over time --------------------------------===//
#ifndef AEC_DIALECTS_NN_RECURRENT_H
#define AEC_DIALECTS_NN_RECURRENT_H

#include "dialects/NN/NN.h"

namespace aec::nn {

/// A recurrence as a loop: what a target makes of it. B: batch, T: steps,
/// H: numbers of the state; a group is H numbers.
struct Recurrence {
  /// Read a step at a time: [B, T, kH] gives k numbers to the cell, [B, T] one.
  llvm::SmallVector<mlir::Value> sequences;
  /// The same in all steps: [kH] gives k numbers.
  llvm::SmallVector<mlir::Value> vectors;
  /// The product's right operand, [in, out], or [out, in] where transposed.
  mlir::Value weight;
  bool weightTransposed = false;
  /// Carried values before the first step, [B, H]; null: zeros.
  llvm::SmallVector<mlir::Value> initials;
  /// Results of the op that are sequences, in the cell's order.
  llvm::SmallVector<unsigned> outputs;
  /// For each carried value the result that is its last value; -1: none.
  llvm::SmallVector<int> finals;
  /// The output whose product with the weight is added to the first carried
  /// value behind the cell; -1: the first carried value is multiplied and the
  /// cell takes the product.
  int multiplied = -1;
  /// Numbers that the first of two cells makes, 0 where there is one cell. The
  /// first of them is multiplied with the last H columns of [in, out] (rows
  /// where there is `multiplied`), which are no part of the other product.
  int held = 0;
  /// H.
  int64_t width = 0;
  bool reverse = false;
};

} // namespace aec::nn

#include "dialects/NN/NNRecurrence.h.inc"

#define GET_OP_CLASSES
#include "dialects/NN/NNRecurrent.h.inc"

#endif // AEC_DIALECTS_NN_RECURRENT_H

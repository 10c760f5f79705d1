//===- Recurrent.h - What recurrent layers share --------------------------===//
#ifndef AEC_DIALECTS_AE_RECURRENT_H
#define AEC_DIALECTS_AE_RECURRENT_H

#include "dialects/AE/AE.h"

namespace aec::ae {

/// Sizes of a recurrent layer and what its operands must be.
struct RecurrentSizes {
  std::optional<mlir::Location> loc;
  llvm::StringRef op;
  mlir::RankedTensorType input;
  int64_t units, directions;

  /// Of the adaptor of a recurrent layer.
  template <typename Adaptor>
  RecurrentSizes(std::optional<mlir::Location> loc, llvm::StringRef op,
                 Adaptor layer)
      : loc(loc), op(op),
        input(llvm::cast<mlir::RankedTensorType>(layer.getInput().getType())),
        units(layer.getUnits()), directions(layer.getBidirectional() ? 2 : 1) {}

  /// [B, T, directions * H] and [B, directions * H].
  mlir::RankedTensorType states() const;
  mlir::RankedTensorType last() const;
  /// (C1), (C2) and (C5); the largest weight has `gates` * H rows.
  llvm::LogicalResult check(int64_t gates, bool reverse) const;
  /// (C3): a first state or cell, where it is there.
  llvm::LogicalResult checkInitial(llvm::StringRef name,
                                   mlir::Value value) const;
  /// (C4)
  llvm::LogicalResult checkMask(mlir::Value mask) const;
};

/// Parameters of one layer: weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0,
/// and these with _reverse for a second direction.
llvm::SmallVector<StateSpec> recurrentStates(mlir::RankedTensorType input,
                                             int64_t units, int64_t gates,
                                             int64_t directions);

/// x W^T over the last dimension of x: [B, T, I].
mlir::Value project(mlir::OpBuilder &builder, mlir::Location loc, mlir::Value x,
                    mlir::Value weight);
/// Columns of `value`: [B, directions * H] for a direction; zeros for null.
mlir::Value initialOf(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::Value value, int64_t direction, int64_t directions,
                      mlir::Value sequence, mlir::Value weight);
/// The state behind the step that is computed last, of [B, T, H].
mlir::Value lastOf(mlir::OpBuilder &builder, mlir::Location loc,
                   mlir::Value states, bool reverse);
/// The states of all directions beside each other, 0 where the mask is; `mask`
/// may be null.
mlir::Value joinStates(mlir::OpBuilder &builder, mlir::Location loc,
                       mlir::ValueRange states, mlir::Value mask);
/// Tensors [B, H] beside each other.
mlir::Value joinLast(mlir::OpBuilder &builder, mlir::Location loc,
                     mlir::ValueRange values);

} // namespace aec::ae

#endif // AEC_DIALECTS_AE_RECURRENT_H

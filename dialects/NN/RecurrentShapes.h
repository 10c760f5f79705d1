//===- RecurrentShapes.h - What shape functions of recurrences share ------===//
#ifndef AEC_DIALECTS_NN_RECURRENTSHAPES_H
#define AEC_DIALECTS_NN_RECURRENTSHAPES_H

#include "dialects/NN/NN.h"

namespace aec::nn {

/// Sizes of a recurrence, and checks of its other operands against them.
struct SequenceSizes {
  std::optional<mlir::Location> loc;
  llvm::StringRef op;
  int64_t batch, steps, width;
  mlir::Type element;

  mlir::RankedTensorType type(llvm::ArrayRef<int64_t> shape) const {
    return mlir::RankedTensorType::get(shape, element);
  }
  /// [B, T, groups * H].
  mlir::RankedTensorType sequence(int64_t groups) const {
    return type({batch, steps, groups * width});
  }
  /// Whether `value`, where it is there, has this shape.
  llvm::LogicalResult expect(llvm::StringRef name, mlir::Value value,
                             llvm::ArrayRef<int64_t> shape) const;
};

/// Sizes from `projected`: [B, T, gates * H] and `weight`: [gates * H, H].
mlir::FailureOr<SequenceSizes> inferSizes(std::optional<mlir::Location> loc,
                                          llvm::StringRef op,
                                          mlir::Value projected,
                                          mlir::Value weight, int64_t gates);

} // namespace aec::nn

#endif // AEC_DIALECTS_NN_RECURRENTSHAPES_H

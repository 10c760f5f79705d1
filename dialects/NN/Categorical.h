//===- Categorical.h - What categorical losses share ----------------------===//
#ifndef AEC_DIALECTS_NN_CATEGORICAL_H
#define AEC_DIALECTS_NN_CATEGORICAL_H

#include "dialects/NN/Adjoint.h"

namespace aec::nn {

/// The last dimension of `value`, where the classes are.
inline int64_t classDim(mlir::Value value) {
  return mlir::cast<mlir::RankedTensorType>(value.getType()).getRank() - 1;
}

/// What softmax and its logarithm start with. The largest logit is taken off,
/// so that no exponential overflows.
struct ShiftedExponentials {
  ShiftedExponentials(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::Value logits) {
    int64_t classes = classDim(logits);
    mlir::Value largest = MaxOp::create(builder, loc, logits, {classes}, true);
    shifted = SubOp::create(builder, loc, logits, largest);
    values = ExpOp::create(builder, loc, shifted);
    total = SumOp::create(builder, loc, values, {classes}, true);
  }
  mlir::Value shifted, values, total;
};

/// Softmax and its logarithm need a dimension of classes.
template <typename SoftmaxOp> llvm::LogicalResult verifyClasses(SoftmaxOp op) {
  if (op.getInput().getType().getRank() >= 1)
    return mlir::success();
  return op.emitOpError("expected an input of rank 1 or more, found ")
         << op.getInput().getType();
}

/// The target as a distribution of the prediction's shape.
template <typename LossOp>
mlir::Value targetDistribution(mlir::OpBuilder &builder, LossOp op) {
  if (mlir::isa<mlir::FloatType>(op.getTarget().getType().getElementType()))
    return op.getTarget();
  return OneHotOp::create(builder, op.getLoc(), op.getTarget(),
                          op.getPrediction());
}

/// -sum over classes of target * logProbabilities, reduced as `op` says.
template <typename LossOp>
mlir::Value categoricalLoss(mlir::OpBuilder &builder, LossOp op,
                            mlir::Value logProbabilities) {
  mlir::Location loc = op.getLoc();
  mlir::Value product = MulOp::create(
      builder, loc, targetDistribution(builder, op), logProbabilities);
  int64_t classes = op.getPrediction().getType().getRank() - 1;
  mlir::Value sum =
      SumOp::create(builder, loc, product, llvm::ArrayRef<int64_t>{classes});
  return reduceLoss(builder, loc, NegOp::create(builder, loc, sum),
                    op.getReduction());
}

} // namespace aec::nn

#endif // AEC_DIALECTS_NN_CATEGORICAL_H

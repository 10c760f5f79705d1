//===- Categorical.h - What categorical losses share ----------------------===//
#ifndef AEC_DIALECTS_NN_CATEGORICAL_H
#define AEC_DIALECTS_NN_CATEGORICAL_H

#include "dialects/NN/Adjoint.h"

namespace aec::nn {

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
